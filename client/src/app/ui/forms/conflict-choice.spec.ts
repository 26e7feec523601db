import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { ConflictChoice, type ConflictField } from './conflict-choice';

function render(fields: readonly ConflictField[]): ComponentFixture<ConflictChoice> {
  const fixture = TestBed.createComponent(ConflictChoice);
  const inputs = { title: 'Somebody else', fields, theirsWord: 'theirs', mineWord: 'mine', act: 'Save' };
  Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
  fixture.detectChanges();
  return fixture;
}

function taken(fixture: ComponentFixture<ConflictChoice>): readonly string[] {
  let keys: readonly string[] = [];
  fixture.componentInstance.resolved.subscribe((theirs) => (keys = theirs));
  (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
  return keys;
}

describe('the choice between two values', () => {
  const name: ConflictField = { key: 'name', label: 'Name', theirs: 'Refused', mine: 'Declined' };

  function chosen(): ComponentFixture<ConflictChoice> {
    const fixture = render([name]);
    (fixture.nativeElement as HTMLElement).querySelector('input')?.click();
    fixture.detectChanges();
    return fixture;
  }

  it('keeps one’s own value until the other one is chosen', () => {
    expect(taken(render([name]))).toEqual([]);
    expect(taken(chosen())).toEqual(['name']);
  });

  it('stays chosen when the page is drawn again', () => {
    const fixture = chosen();
    fixture.componentRef.setInput('fields', [{ ...name }]);
    fixture.detectChanges();
    expect(taken(fixture)).toEqual(['name']);
  });

  it('is asked again when the other value has become another one', () => {
    const fixture = chosen();
    fixture.componentRef.setInput('fields', [{ ...name, theirs: 'Turned down' }]);
    fixture.detectChanges();
    expect(taken(fixture)).toEqual([]);
  });
});
