/**
 * The words of Parley.
 *
 * Every character belongs to exactly one token. Strings, regular expressions and extents of Groovy are one token each,
 * measured by the hand-written superclass, which also reports what is wrong inside a token and lets the parser see a
 * good one. All words are contextual: the parser's rule `name` takes any of them.
 */
lexer grammar ParleyLexer;

options {
    superClass = ParleyLexerBase;
}

// What only the superclass finds. There are no predicates here: with one, ANTLR forgets what it has learned of every token
// that begins in the same way.
tokens {
    GROOVY,
    GROOVY_PAREN,
    CALL_ARGUMENTS,
    ROW_ID,
    RESPONSE_CODE
}

channels {
    BLANKS,
    COMMENTS
}

SUITE: 'suite';
TAGS: 'tags';
REQUIRE: 'require';
INCLUDE: 'include';
LET: 'let';
READ: 'read';
ONLY: 'only';
STRICT: 'strict';
WIRE: 'wire';
BEFORE: 'before';
AFTER: 'after';
EVERY: 'every';
REPLY: 'reply';
PROCEDURE: 'procedure';
TEST: 'test';
FOR: 'for';
EACH: 'each';
IN: 'in';
CSV: 'csv';
JSON: 'json';
COVERS: 'covers';
TIMEOUT: 'timeout';
KNOWN: 'known';
ISSUE: 'issue';
ON: 'on';
SERVER: 'server';
NOT: 'not';
CAPABILITY: 'capability';
CLOSED: 'closed';
ACCOUNT: 'account';
TLS: 'tls';
IMPLICIT: 'implicit';
DELIVERY: 'delivery';
EXCLUSIVE: 'exclusive';
MAILBOX: 'mailbox';
GENERATE: 'generate';
DELIVER: 'deliver';
DELIVERED: 'delivered';
TO: 'to';
ACTION: 'action';
CONNECT: 'connect';
PLAIN: 'plain';
LATER: 'later';
AS: 'as';
FAILS: 'fails';
VERIFY: 'verify';
CA: 'ca';
SERVERNAME: 'servername';
VERSIONS: 'versions';
CIPHERS: 'ciphers';
CERTIFICATE: 'certificate';
STARTTLS: 'starttls';
HANDSHAKE: 'handshake';
SEND: 'send';
RAW: 'raw';
HEX: 'hex';
FILE: 'file';
LINES: 'lines';
PIECES: 'pieces';
OF: 'of';
EXPECT: 'expect';
ANY: 'any';
SINGLE: 'single';
MULTI: 'multi';
LINE: 'line';
OR: 'or';
WITHIN: 'within';
CLOSE: 'close';
RESET: 'reset';
END: 'end';
NOTHING: 'nothing';
OCTETS: 'octets';
UNTIL: 'until';
COUNT: 'count';
REPLIES: 'replies';
TEXT: 'text';
CODE: 'code';
NO: 'no';
CHALLENGE: 'challenge';
ELAPSED: 'elapsed';
HAS: 'has';
LACKS: 'lacks';
ORDER: 'order';
AND: 'and';
ELSE: 'else';
MESSAGE: 'message';
HEADER: 'header';
BODY: 'body';
STATUS: 'status';
CONTAINS: 'contains';
STARTS: 'starts';
ENDS: 'ends';
WITH: 'with';
IS: 'is';
EMPTY: 'empty';
ONE: 'one';
THEN: 'then';
OTHERWISE: 'otherwise';
DEVIATION: 'deviation';
NOTE: 'note';
PASS: 'pass';
SKIP_TEST: 'skip';
FAIL: 'fail';
GIVEN: 'given';
IF: 'if';
CAPTURE: 'capture';
COLLECT: 'collect';
RECORD: 'record';
BY: 'by';
FROM: 'from';
INT_TYPE: 'int';
GREETING: 'greeting';
CHECK: 'check';
REPEAT: 'repeat';
EVENTUALLY: 'eventually';
DEFER: 'defer';
PARALLEL: 'parallel';
BARRIER: 'barrier';
LOG: 'log';
WAIT: 'wait';
ABORT: 'abort';
SENDING: 'sending';
LOGIN: 'login';
USING: 'using';
WITHOUT: 'without';
INITIAL: 'initial';
RESPONSE: 'response';
PASSWORD: 'password';
EXPECTING: 'expecting';
QUIT: 'quit';

WORD: LETTER (LETTER | DIGIT)* ('-' (LETTER | DIGIT)+)*;

DURATION: DIGIT+ ('.' DIGIT+)? ('ms' | 's' | 'm');
SIZE: DIGIT+ ('B' | 'KB' | 'MB' | 'GB');
DECIMAL: DIGIT+ '.' DIGIT+;
INTEGER: DIGIT+;
BAD_NUMBER: DIGIT+ ('.' DIGIT+)? LETTER (LETTER | DIGIT)* { badNumber(); } -> type(INTEGER);

STATUS_OK: '+OK';
STATUS_ERR: '-ERR';
PLUS: '+';
BAD_STATUS: [+\-] (LETTER | DIGIT)+ { badStatus(); };
MINUS: '-' { stray(); } -> channel(BLANKS);

STRING: '"' { string(); };
RAW_STRING: '\'' { rawString(); };
REGEX: '/' { regex(); };
INSERT: '${' { insert(); };
OPEN_PAREN: '(' { parenthesis(); };
CLOSE_PAREN: ')';
OPEN_BRACKET: '[' { bracket(); };
CLOSE_BRACKET: ']';
OPEN_BRACE: '{';
CLOSE_BRACE: '}';

RANGE: '..';
DOT: '.';
COMMA: ',';
SEMICOLON: ';';
ASSIGN: '=';
EQUAL: '==';
NOT_EQUAL: '!=';
LESS: '<';
LESS_OR_EQUAL: '<=';
GREATER: '>';
GREATER_OR_EQUAL: '>=';
MATCH: '~';
NO_MATCH: '!~';

NEWLINE: '\r'? '\n' { newline(); };
BLANK: [ \t\f\uFEFF]+ -> channel(BLANKS);
COMMENT: '#' ~[\r\n]* -> channel(COMMENTS);
OTHER: . { stray(); } -> channel(BLANKS);

fragment LETTER: [A-Za-z_];
fragment DIGIT: [0-9];
