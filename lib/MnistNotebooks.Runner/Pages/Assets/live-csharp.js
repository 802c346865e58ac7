/**
 * The colours of C# while it is typed. The page's own come from the compiler's syntax tree; these go by rules of thumb
 * that agree with it on the code of the lessons: a name before a bracket is a method, one in Pascal case before a dot a type.
 */
const keywords = ['abstract', 'as', 'async', 'await', 'base', 'bool', 'break', 'byte', 'case', 'catch', 'char', 'checked', 'class',
  'const', 'continue', 'decimal', 'default', 'delegate', 'do', 'double', 'dynamic', 'else', 'enum', 'event', 'explicit', 'extern',
  'false', 'finally', 'fixed', 'float', 'for', 'foreach', 'from', 'get', 'goto', 'if', 'implicit', 'in', 'init', 'int', 'interface',
  'internal', 'is', 'join', 'let', 'lock', 'long', 'nameof', 'namespace', 'new', 'not', 'null', 'object', 'operator', 'orderby', 'out',
  'override', 'params', 'private', 'protected', 'public', 'readonly', 'record', 'ref', 'required', 'return', 'sbyte', 'sealed',
  'select', 'short', 'sizeof', 'stackalloc', 'static', 'string', 'struct', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'uint',
  'ulong', 'unchecked', 'unsafe', 'ushort', 'using', 'var', 'virtual', 'void', 'volatile', 'when', 'where', 'while', 'with', 'yield'];

const generic = /<[\w\s,.<>[\]?]*>/.source;
const whole = [
  [/\/\/.*$/, 'c'],
  [/\/\*/, 'c', '@comment'],
  [/\$@?"""|\$\$"""/, 's', '@rawHoles'],
  [/"""/, 's', '@raw'],
  [/\$@"|@\$"/, 's', '@verbatimHoles'],
  [/\$"/, 's', '@stringHoles'],
  [/@"/, 's', '@verbatim'],
  [/"/, 's', '@string'],
  [/'(?:\\.|[^'\\])+'/, 's'],
  [/0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][-+]?\d+)?[fFdDmMuUlL]*/, 'n'],
  [/(new)(\s+)([A-Za-z_]\w*)(?=\s*[(<{[.])/, ['k', '', { cases: { '$3@keywords': 'k', '@default': 't' } }]],
  [/(class|record|struct|interface|enum)(\s+)([A-Za-z_]\w*)/, ['k', '', { cases: { '$3@keywords': 'k', '@default': 't' } }]],
  [/(using)(\s+)([A-Z][\w.]*)(?=\s*;)/, ['k', '', '']],
  [new RegExp(`(\\.)([A-Za-z_]\\w*)(?=(?:${generic})?\\()`), ['', 'm']],
  [/\.[A-Za-z_]\w*/, ''],
  [new RegExp(`[A-Za-z_]\\w*(?=\\s*\\(|${generic}\\()`), { cases: { '@keywords': 'k', '@default': 'm' } }],
  [/[A-Z]\w*(?=<\w|\.|(?:\[,*\]|\?)*\s+[A-Za-z_]\w*\s*(?:[=;,)({:<]|in\b))/, 't'],
  [/[A-Za-z_]\w*/, { cases: { '@keywords': 'k', '@default': '' } }],
];

const language = {
  keywords,
  defaultToken: '',
  tokenPostfix: '',
  tokenizer: {
    root: [[/^\s*#.*$/, 'd'], ...whole],
    comment: [[/\*\//, 'c', '@pop'], [/[^*]+|\*/, 'c']],
    string: [[/\\./, 's'], [/"/, 's', '@pop'], [/[^"\\]+/, 's'], [/$/, 's', '@pop']],
    verbatim: [[/""/, 's'], [/"/, 's', '@pop'], [/[^"]+/, 's']],
    raw: [[/"""+/, 's', '@pop'], [/[^"]+|"/, 's']],
    stringHoles: [[/\{\{|\}\}|\\./, 's'], [/\{/, '', '@hole'], [/"/, 's', '@pop'], [/[^"\\{}]+|\}/, 's'], [/$/, 's', '@pop']],
    verbatimHoles: [[/\{\{|\}\}|""/, 's'], [/\{/, '', '@hole'], [/"/, 's', '@pop'], [/[^"{}]+|\}/, 's']],
    rawHoles: [[/"""+/, 's', '@pop'], [/\{+/, '', '@hole'], [/[^"{}]+|"|\}/, 's']],
    hole: [[/\}+/, '', '@pop'], [/[:,]\s*[^{}"'():,]*(?=\})/, 's'], [/\(/, '', '@inner'], ...whole],
    inner: [[/\)/, '', '@pop'], [/\(/, '', '@inner'], ...whole],
  },
};

export const csharp = 'csharp';

export function colourCSharp(monaco) {
  monaco.languages.setMonarchTokensProvider(csharp, language);
}
