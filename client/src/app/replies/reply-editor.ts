import {
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  type OnInit,
  output,
  runInInjectionContext,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { CreateSavedReplyDto, SavedReplyDto } from '../api/types';
import { Session } from '../session/session';
import { Editor } from '../ui/editor/editor';
import { InPlaceError } from '../ui/feedback/in-place-error';
import { Notice } from '../ui/feedback/notice';
import { Control } from '../ui/field/control';
import { Field } from '../ui/field/field';
import { ConflictChoice, type ConflictField } from '../ui/forms/conflict-choice';
import { type Draft, keepDraft } from '../ui/forms/draft';
import { RecordForm } from '../ui/forms/record-form';
import { SaveBar } from '../ui/forms/save-bar';
import { unknownPlaceholders } from './placeholders';
import { RepliesApi, type ReplyChoices } from './replies-api';
import { ReplyPreview } from './reply-preview';

const NAME_LIMIT = 100;
const BODY_LIMIT = 20_000;
/** Words of a value in a conflict. */
const SHOWN = 300;

type Fields = {
  readonly name: string;
  /** `own`, `everyone` or the id of a team. */
  readonly who: string;
  /** Key; '' for every one. */
  readonly category: string;
  readonly shortcut: string;
  /** Markdown with placeholders. */
  readonly body: string;
};
const EMPTY: Fields = { name: '', who: 'own', category: '', shortcut: '', body: '' };

function fieldsOf({ name, scope, team, category, shortcut, body }: SavedReplyDto): Fields {
  return {
    name,
    who: scope === 'team' ? (team?.id ?? 'own') : scope,
    category: category?.key ?? '',
    shortcut: shortcut ?? '',
    body,
  };
}

/** Name, text and place of a saved reply, beside what comes of it. */
@Component({
  selector: 'ss-reply-editor',
  imports: [
    ConflictChoice,
    Control,
    Editor,
    Field,
    InPlaceError,
    MatButton,
    Notice,
    ReplyPreview,
    SaveBar,
    TranslocoDirective,
  ],
  templateUrl: './reply-editor.html',
  styleUrl: './reply-editor.css',
})
export class ReplyEditor implements OnInit {
  /** Null makes a new one. */
  readonly reply = input.required<SavedReplyDto | null>();
  /** What a new one is begun with. */
  readonly model = input.required<SavedReplyDto | null>();
  readonly choices = input.required<ReplyChoices>();
  readonly saved = output<SavedReplyDto>();
  readonly removed = output<SavedReplyDto>();

  private readonly api = inject(RepliesApi);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);
  private readonly editor = viewChild(Editor);
  private draft: Draft | null = null;
  protected readonly nameLimit = NAME_LIMIT;
  protected form = this.formOf(null);

  protected readonly canEdit = computed(() => this.reply()?.allowedActions.includes('edit') ?? true);
  protected readonly canDelete = computed(() => this.reply()?.allowedActions.includes('delete') ?? false);
  /** A team stands in it as its id. */
  protected readonly audiences = computed(() => {
    const theirs = this.reply()?.team ?? null;
    const own: readonly { id: string; name: string }[] = this.choices().teams;
    const teams = theirs === null || own.some(({ id }) => id === theirs.id) ? own : [...own, theirs];
    const canShareWithAll = this.session.can('settings:manage') || this.reply()?.scope === 'everyone';
    return [
      { value: 'own', words: this.say('scopeOf.own') },
      ...teams.map(({ id, name }) => ({ value: id, words: this.say('scopeOf.team', { team: name }) })),
      ...(canShareWithAll ? [{ value: 'everyone', words: this.say('scopeOf.everyone') }] : []),
    ];
  });
  protected readonly categories = computed(() => {
    const own = this.reply()?.category ?? null;
    const all: readonly { key: string; name: string }[] = this.choices().categories;
    return own === null || all.some(({ key }) => key === own.key) ? all : [...all, own];
  });
  protected readonly placeholders = computed(() =>
    this.choices().placeholders.map(({ key, text, meaning }) => ({ text, words: this.meaningOf(key, meaning) })),
  );
  protected readonly isBlocked = computed(() => this.form.isBusy() || this.form.conflict() !== null);
  protected readonly changesNote = computed(() => {
    const count = this.form.changes().length;
    return this.say(count === 1 ? 'changesOne' : 'changes', { count });
  });

  ngOnInit(): void {
    this.form = this.formOf(this.reply());
    const model = this.model();
    if (model !== null) {
      this.form.fields.set({ ...fieldsOf(model), who: 'own', shortcut: '' });
    }
    const name = `reply.${this.reply()?.id ?? (model === null ? 'new' : `from-${model.id}`)}`;
    runInInjectionContext(this.injector, () => {
      this.draft = keepDraft(name, this.form.fields, [], this.form.base);
      effect(() => {
        const reply = this.reply();
        if (reply !== null) {
          untracked(() => {
            this.form.refresh(reply);
          });
        }
      });
    });
  }

  protected insert(text: string): void {
    this.editor()?.insert(text);
  }

  protected choicesOf(theirs: SavedReplyDto, keys: readonly (keyof Fields)[]): ConflictField[] {
    const [others, mine] = [fieldsOf(theirs), this.form.fields()];
    return keys.map((key) => ({
      key,
      label: this.say(key),
      theirs: this.wordsOf(key, others[key]),
      mine: this.wordsOf(key, mine[key]),
    }));
  }

  protected discard(): void {
    this.form.discard();
    this.draft?.clear();
  }

  protected save(): Promise<void> {
    return this.tell(this.form.save());
  }

  protected settle(theirs: readonly string[]): Promise<void> {
    return this.tell(this.form.settle(theirs));
  }

  protected remove(reply: SavedReplyDto): void {
    this.draft?.clear();
    this.removed.emit(reply);
  }

  private meaningOf(key: string, theirs: string): string {
    const path = `replies.placeholder.${key.replace('.', '_')}`;
    const words = this.i18n.translate<string>(path);
    return words === path ? theirs : words;
  }

  private wordsOf(key: keyof Fields, value: string): string {
    const named =
      key === 'who'
        ? this.audiences().find((one) => one.value === value)?.words
        : key === 'category'
          ? (this.categories().find((one) => one.key === value)?.name ?? this.say('anyCategory'))
          : undefined;
    return named ?? (value === '' ? this.say('nothing') : value.slice(0, SHOWN));
  }

  private async tell(saving: Promise<boolean>): Promise<void> {
    if (await saving) {
      this.draft?.clear();
      const saved = this.form.saved();
      if (saved !== null) {
        this.saved.emit(saved);
      }
    }
  }

  private formOf(reply: SavedReplyDto | null): RecordForm<SavedReplyDto, Fields> {
    return new RecordForm<SavedReplyDto, Fields>(
      {
        fieldsOf,
        read: ({ id }) => this.api.read(id),
        write: (fields, changed, saved) => this.write(fields, changed, saved),
        check: (fields) => this.check(fields),
        placed: ({ code, details, status }) => {
          if (code === 'KEY_TAKEN') {
            return { shortcut: this.say('shortcutTaken') };
          }
          const placed = Object.fromEntries(
            Object.entries(details).map(([field, texts]) => [
              field === 'teamId' || field === 'scope' ? 'who' : field,
              texts.join(' '),
            ]),
          );
          const isKnown = Object.keys(placed).some((key) => key in EMPTY);
          return status === 400 && isKnown ? placed : null;
        },
      },
      reply,
      EMPTY,
    );
  }

  private check({ name, shortcut, body }: Fields): Partial<Record<keyof Fields, string>> {
    const known = this.choices().placeholders.map(({ key }) => key);
    const unknown = unknownPlaceholders(body, known);
    const wrongBody =
      body.trim() === ''
        ? this.say('bodyMissing')
        : body.length > BODY_LIMIT
          ? this.say('bodyLong')
          : unknown.length > 0
            ? this.say('unknown', { names: unknown.join(', ') })
            : '';
    return {
      ...(name.trim() === '' ? { name: this.say('nameMissing') } : {}),
      ...(shortcut.trim() === '' || /^[a-z0-9][a-z0-9-]{0,29}$/.test(shortcut.trim())
        ? {}
        : { shortcut: this.say('shortcutWrong') }),
      ...(wrongBody === '' ? {} : { body: wrongBody }),
    };
  }

  private write(
    fields: Fields,
    changed: readonly (keyof Fields)[],
    saved: SavedReplyDto | null,
  ): Promise<SavedReplyDto> {
    const { who } = fields;
    const place: Pick<CreateSavedReplyDto, 'scope' | 'teamId'> =
      who === 'own' || who === 'everyone' ? { scope: who, teamId: null } : { scope: 'team', teamId: who };
    const all = {
      name: fields.name.trim(),
      body: fields.body.trim(),
      category: fields.category === '' ? null : fields.category,
      shortcut: fields.shortcut.trim() === '' ? null : fields.shortcut.trim(),
    };
    if (saved === null) {
      return this.api.create({ ...all, ...place });
    }
    return this.api.change(
      saved.id,
      {
        ...(changed.includes('name') ? { name: all.name } : {}),
        ...(changed.includes('body') ? { body: all.body } : {}),
        ...(changed.includes('category') ? { category: all.category } : {}),
        ...(changed.includes('shortcut') ? { shortcut: all.shortcut } : {}),
        ...(changed.includes('who') ? place : {}),
      },
      saved.version,
    );
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`replies.${key}`, values);
  }
}
