import { Editor, Extension, type Range } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { DOMParser as NodeParser, Fragment, Slice, type Node as DocNode } from '@tiptap/pm/model';
import { Placeholder } from '@tiptap/extensions';
import { Suggestion } from '@tiptap/suggestion';
import { isLinkTarget, Picture, schemaExtensions } from './schema';
import { pageOf } from './markdown-in';
import { toMarkdown } from './markdown-out';
import type { Format, RichText, RichTextOptions, Suggested, SuggestKind } from './rich-text-types';

const SIGNS: Record<SuggestKind, string> = { person: '@', reply: '/' };
const PAUSE_MS = 150;

function pictureOf(url: string | null, alt: string, gone: string): HTMLElement {
  const shown = document.createElement(url === null ? 'span' : 'img');
  if (shown instanceof HTMLImageElement && url !== null) {
    shown.src = url;
    shown.alt = alt;
  } else {
    shown.className = 'gone';
    shown.textContent = `${gone}: ${alt}`;
  }
  return shown;
}

/**
 * Pictures show the file that was pasted, which has no address until it is sent.
 * @param refreshers what looks again for the file of each picture that is shown
 */
function pictureShown(
  urlOf: (src: string) => string | null,
  gone: string,
  refreshers: Set<() => void>,
): typeof Picture {
  return Picture.extend({
    addNodeView() {
      return ({ node }) => {
        const src = String(node.attrs['src']);
        const alt = String(node.attrs['alt']);
        const dom = document.createElement('span');
        const refresh = (): void => dom.replaceChildren(pictureOf(urlOf(src), alt, gone));
        refresh();
        refreshers.add(refresh);
        return {
          dom,
          // What stands inside is not of the text.
          ignoreMutation: () => true,
          destroy: () => refreshers.delete(refresh),
        };
      };
    },
  });
}

function suggestion(kind: SuggestKind, { suggest, onSuggest, onSuggestKey }: RichTextOptions): Extension {
  return Extension.create({
    name: `suggest-${kind}`,
    addProseMirrorPlugins() {
      return [
        Suggestion<Suggested>({
          editor: this.editor,
          pluginKey: new PluginKey(`suggest-${kind}`),
          char: SIGNS[kind],
          debounce: PAUSE_MS,
          allowSpaces: false,
          // Also after a bracket or a line's start; not inside of addresses and paths.
          allowedPrefixes: [' ', '\n', '('],
          items: ({ query }) => suggest(kind, query),
          command: () => undefined,
          render: () => ({
            onStart: (props) => onSuggest({ kind, ...shown(props) }),
            onUpdate: (props) => onSuggest({ kind, ...shown(props) }),
            onKeyDown: ({ event }) => onSuggestKey(event),
            onExit: () => onSuggest(null),
          }),
        }),
      ];
    },
  });
}

interface Shown {
  readonly query: string;
  readonly items: readonly Suggested[];
  readonly range: Range;
  readonly clientRect?: (() => DOMRect | null) | null | undefined;
}

function shown({ query, items, range, clientRect }: Shown): {
  query: string;
  items: readonly Suggested[];
  range: Range;
  rect: DOMRect | null;
} {
  return { query, items, range, rect: clientRect?.() ?? null };
}

/** Lines of plain text as they stand: a line's end is a break, a blank line parts two paragraphs. */
function plainSlice(text: string, schema: DocNode['type']['schema']): Slice {
  const { paragraph, hardBreak } = schema.nodes;
  const nodes = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((part) =>
      paragraph?.create(
        null,
        part
          .split('\n')
          .flatMap((line, index) => [
            ...(index > 0 && hardBreak !== undefined ? [hardBreak.create()] : []),
            ...(line === '' ? [] : [schema.text(line)]),
          ]),
      ),
    )
    .filter((node) => node !== undefined);
  return new Slice(Fragment.from(nodes), 1, 1);
}

/** The editor behind the words of `RichText`; this file and what it needs are loaded only when somebody may write. */
export function createRichText(options: RichTextOptions): RichText {
  const { element, markdown, attributes, placeholder, words } = options;
  let known = markdown;
  // While it leaves, the text stays as it is but keeps the cursor: letters typed on must not act as the page's keys.
  let isLocked = false;
  const pictures = new Set<() => void>();
  const lock = Extension.create({
    name: 'lock',
    addProseMirrorPlugins: () => [new Plugin({ filterTransaction: ({ docChanged }) => !docChanged || !isLocked })],
  });
  const editor: Editor = new Editor({
    element,
    // The policy of the pages allows no styles that scripts put in; they stand in the component.
    injectCSS: false,
    extensions: [
      ...schemaExtensions(pictureShown(options.pictureUrl, words.gone, pictures)),
      lock,
      Placeholder.configure({ placeholder: () => placeholder() }),
      ...(options.kinds.includes('person') ? [suggestion('person', options)] : []),
      ...(options.kinds.includes('reply') ? [suggestion('reply', options)] : []),
    ],
    editorProps: {
      attributes,
      handleKeyDown: (_view, event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          options.onSubmit();
          return true;
        }
        return false;
      },
      clipboardTextParser: (text, context) => plainSlice(text, context.doc.type.schema),
      // Files are taken by what stands around the editor; a picture beside a text is left out.
      handlePaste: (_view, event) => {
        const data = event.clipboardData;
        return data !== null && data.files.length > 0 && data.getData('text/plain') === '';
      },
      handleDrop: (view, event) => {
        if (event.dataTransfer === null || event.dataTransfer.files.length === 0) {
          return false;
        }
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at !== null) {
          editor.commands.setTextSelection(at.pos);
        }
        return true;
      },
    },
    onUpdate: () => {
      known = toMarkdown(editor.getJSON());
      options.onChange(known);
    },
    onTransaction: () => options.onState(formats()),
  });

  function read(source: string): DocNode {
    return NodeParser.fromSchema(editor.schema).parse(pageOf(source));
  }

  function replaceAll(source: string): void {
    known = source;
    const wasLocked = isLocked;
    isLocked = false;
    editor.commands.setContent(read(source), { emitUpdate: false });
    isLocked = wasLocked;
  }

  function formats(): ReadonlySet<Format> {
    const names: Record<Format, string> = {
      bold: 'bold',
      italic: 'italic',
      strike: 'strike',
      code: 'code',
      link: 'link',
      bullets: 'bulletList',
      numbers: 'orderedList',
      quote: 'blockquote',
      block: 'codeBlock',
    };
    return new Set((Object.keys(names) as Format[]).filter((format) => editor.isActive(names[format])));
  }

  replaceAll(markdown);
  const commands: Record<Exclude<Format, 'link'>, () => void> = {
    bold: () => editor.chain().focus().toggleBold().run(),
    italic: () => editor.chain().focus().toggleItalic().run(),
    strike: () => editor.chain().focus().toggleStrike().run(),
    code: () => editor.chain().focus().toggleCode().run(),
    bullets: () => editor.chain().focus().toggleBulletList().run(),
    numbers: () => editor.chain().focus().toggleOrderedList().run(),
    quote: () => editor.chain().focus().toggleBlockquote().run(),
    block: () => editor.chain().focus().toggleCodeBlock().run(),
  };

  return {
    element: editor.view.dom,
    set: (source) => {
      if (source !== known) {
        replaceAll(source);
      }
    },
    focus: (where = 'end') => {
      editor.commands.focus(where === 'end' ? 'end' : null);
    },
    toggle: (format) => commands[format](),
    linkTarget: () => String(editor.getAttributes('link')['href'] ?? ''),
    setLink: (typed) => {
      const href = /^[a-z]+:/i.test(typed) ? typed : typed.includes('@') ? `mailto:${typed}` : `https://${typed}`;
      if (typed === '') {
        editor.chain().focus().extendMarkRange('link').unsetLink().run();
        return true;
      }
      if (!isLinkTarget(href)) {
        return false;
      }
      if (editor.state.selection.empty && !editor.isActive('link')) {
        editor
          .chain()
          .focus()
          .insertContent([
            { type: 'text', text: typed, marks: [{ type: 'link', attrs: { href } }] },
            { type: 'text', text: ' ' },
          ])
          .run();
      } else {
        editor.chain().focus().extendMarkRange('link').setLink({ href }).run();
      }
      return true;
    },
    insertPicture: (src, alt) => {
      editor.chain().focus().insertContent({ type: 'image', attrs: { src, alt } }).run();
    },
    insertMention: (person, range) => {
      editor
        .chain()
        .focus()
        .insertContentAt(range, [
          { type: 'mention', attrs: { id: person.id, label: person.name } },
          { type: 'text', text: ' ' },
        ])
        .run();
    },
    insertMarkdown: (source, range) => {
      const { from, to } = range ?? editor.state.selection;
      const content = read(source).content;
      // One paragraph flows into the line; more of them stand for themselves.
      const isLine = content.childCount === 1 && content.firstChild?.type.name === 'paragraph';
      const parts = (isLine ? content.firstChild.content : content).toJSON() as Record<string, unknown>[] | null;
      editor
        .chain()
        .focus()
        .insertContentAt({ from, to }, parts ?? [])
        .run();
    },
    insertSign: (kind) => {
      const { $from } = editor.state.selection;
      const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset);
      editor
        .chain()
        .focus()
        .insertContent(before === '' || /\s/.test(before) ? SIGNS[kind] : ` ${SIGNS[kind]}`)
        .run();
    },
    setEditable: (isEditable) => {
      isLocked = !isEditable;
    },
    setAttributes: (changed) => {
      for (const [name, value] of Object.entries(changed)) {
        if (value === null) {
          editor.view.dom.removeAttribute(name);
        } else {
          editor.view.dom.setAttribute(name, value);
        }
      }
    },
    refreshPictures: () => pictures.forEach((refresh) => refresh()),
    preview: (source) => pageOf(source).innerHTML,
    destroy: () => editor.destroy(),
  };
}
