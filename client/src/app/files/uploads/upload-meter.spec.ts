import { UploadMeter } from './upload-meter';

describe('the time that an upload still takes', () => {
  it('is not guessed from the first moment', () => {
    expect(new UploadMeter(0).note(0.2, 500)).toBeNull();
  });

  it('follows from the pace', () => {
    const meter = new UploadMeter(0);
    meter.note(0.1, 1_000);
    expect(meter.note(0.2, 2_000)).toBe(8);
  });

  it('grows when the line gets slow', () => {
    const meter = new UploadMeter(0);
    meter.note(0.5, 1_000);
    meter.note(0.51, 9_500);
    expect(meter.note(0.52, 10_500)).toBe(48);
  });

  it('is not told of what has left, nor of what stands still', () => {
    const meter = new UploadMeter(0);
    expect(meter.note(0, 4_000)).toBeNull();
    expect(meter.note(1, 5_000)).toBeNull();
  });
});
