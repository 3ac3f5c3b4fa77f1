/**
 * The sentences of Parley.
 *
 * More is accepted than is legal where a check of the tree finds better words than a parser: order and repetition of
 * the parts of an expectation, clauses in odd places. Braces are balanced before parsing, so a rule never sees one too
 * few or too many. Where one alternative begins another, the longer stands first. Errors inside a line, an assertion, an alternative or an option end there: see ErrorRecovery.
 */
parser grammar ParleyParser;

options {
    tokenVocab = ParleyLexer;
    superClass = ParleyParserBase;
}

script: terminator* (fileLine (terminator+ fileLine)* terminator*)? EOF;

terminator: NEWLINE | SEMICOLON;

fileLine: (item | strayItem) { endOfStatement(); };

item
    : SUITE string                                                           # suiteItem
    | clause                                                                 # clauseItem
    | INCLUDE string                                                         # includeItem
    | LET name ASSIGN GROOVY                                                 # letItem
    | READ ONLY                                                              # readOnlyItem
    | BEFORE block                                                           # beforeItem
    | AFTER block                                                            # afterItem
    | EVERY REPLY assertionBlock                                             # everyReplyItem
    | PROCEDURE WORD OPEN_PAREN (name (COMMA name)*)? CLOSE_PAREN block      # procedureItem
    | TEST string each? block                                                # testItem
    ;

strayItem: { unknownItem(); } ~(NEWLINE | SEMICOLON | CLOSE_BRACE);

clause
    : COVERS rowId (COMMA rowId)*                                            # coversClause
    | TAGS name (COMMA name)*                                                # tagsClause
    | TIMEOUT value                                                          # timeoutClause
    | REQUIRE condition                                                      # requireClause
    | STRICT WIRE                                                            # strictWireClause
    | KNOWN ISSUE string (ON SERVER string)?                                 # knownIssueClause
    | MAILBOX account messages                                               # mailboxClause
    ;

rowId: ROW_ID;

messages: OPEN_BRACE terminator* (messageLine (terminator+ messageLine)* terminator*)? CLOSE_BRACE;

messageLine: (messageEntry | strayMessage) { endOfStatement(); };

messageEntry
    : MESSAGE GENERATE value OF value                                        # generatedMessages
    | MESSAGE content                                                        # oneMessage
    | each messages                                                          # messagesForEach
    ;

strayMessage: { unknownMessage(); } ~(NEWLINE | SEMICOLON | CLOSE_BRACE);

content
    : FILE string                                                            # fileContent
    | TEXT value                                                             # textContent
    | RAW value                                                              # rawContent
    | HEX string                                                             # hexContent
    ;

each: FOR EACH (name (COMMA name)*)? IN source;

source
    : value                                                                  # valueSource
    | CSV string                                                             # csvSource
    | JSON string                                                            # jsonSource
    ;

condition
    : NOT condition                                                          # notCondition
    | CAPABILITY string string*                                              # capabilityCondition
    | CLOSED                                                                 # closedCondition
    | ACCOUNT account                                                        # accountCondition
    | TLS                                                                    # tlsCondition
    | IMPLICIT TLS                                                           # implicitTlsCondition
    | DELIVERY                                                               # deliveryCondition
    | EXCLUSIVE MAILBOX                                                      # exclusiveMailboxCondition
    | ACTION string                                                          # actionCondition
    | GROOVY_PAREN                                                           # groovyCondition
    ;

account
    : name                                                                   # namedAccount
    | string                                                                 # writtenAccount
    | INSERT                                                                 # computedAccount
    ;

block: OPEN_BRACE terminator* (line (terminator+ line)* terminator*)? CLOSE_BRACE;

line: (statement | strayStatement) { endOfStatement(); };

strayStatement: { unknownStatement(); } ~(NEWLINE | SEMICOLON | CLOSE_BRACE);

statement
    : clause                                                                 # clauseStatement
    | CONNECT connectMode? string? (AS name)? FAILS? options_? otherwise?    # connectStatement
    | STARTTLS FAILS? options_? otherwise?                                   # startTlsStatement
    | HANDSHAKE FAILS? options_? otherwise?                                  # handshakeStatement
    | SEND RAW value pieces?                                                 # sendRawStatement
    | SEND LINES value (COMMA value)* pieces?                                # sendLinesStatement
    | SEND value pieces?                                                     # sendStatement
    | EXPECT expectation otherwise?                                          # expectStatement
    | EXPECT ONE OF alternatives (WITHIN value)?                             # expectOneOfStatement
    | CAPTURE name (COMMA name)* (BY name)? captureFrom?                     # captureStatement
    | COLLECT name captureFrom                                               # collectStatement
    | RECORD name (DOT name)*                                                # recordStatement
    | LET name ASSIGN GROOVY                                                 # letStatement
    | CHECK GROOVY otherwise?                                                # checkStatement
    | verdict                                                                # verdictStatement
    | ifBlock                                                                # ifStatement
    | each block                                                             # forEachStatement
    | REPEAT value block                                                     # repeatStatement
    | EVENTUALLY (WITHIN value)? (EVERY value)? block                        # eventuallyStatement
    | GIVEN block                                                            # givenStatement
    | DEFER block                                                            # deferStatement
    | ON name block                                                          # onStatement
    | PARALLEL OPEN_BRACE terminator* (block terminator*)* CLOSE_BRACE       # parallelStatement
    | BARRIER string                                                         # barrierStatement
    | LOG value                                                              # logStatement
    | WAIT value                                                             # waitStatement
    | CLOSE SENDING                                                          # closeSendingStatement
    | CLOSE                                                                  # closeStatement
    | ABORT                                                                  # abortStatement
    | LOGIN account? (USING mechanism)? (PASSWORD value)? expecting? (WITHIN value)? otherwise?   # loginStatement
    | QUIT                                                                   # quitStatement
    | DELIVER content TO account (WITHIN value)?                             # deliverStatement
    | RESET MAILBOX account                                                  # resetMailboxStatement
    | ACTION string (WITHIN value)?                                          # actionStatement
    | WORD CALL_ARGUMENTS                                                    # callStatement
    ;

ifBlock: IF condition block (ELSE (block | ifBlock))?;

connectMode
    : PLAIN                                                                  # plainMode
    | TLS LATER                                                              # tlsLaterMode
    | TLS                                                                    # tlsMode
    ;

options_: OPEN_BRACE terminator* (optionLine (terminator+ optionLine)* terminator*)? CLOSE_BRACE;

optionLine: (option | strayOption) { endOfStatement(); };

strayOption: { unknownOption(); } ~(NEWLINE | SEMICOLON | CLOSE_BRACE);

option
    : VERIFY value                                                           # verifyOption
    | CA value                                                               # caOption
    | SERVERNAME value                                                       # servernameOption
    | VERSIONS value                                                         # versionsOption
    | CIPHERS value                                                          # ciphersOption
    | CERTIFICATE value                                                      # certificateOption
    | TIMEOUT value                                                          # timeoutOption
    ;

pieces: IN PIECES OF value (EVERY value)?;

expectation
    : status replyPart* assertionBlock?                                      # replyExpectation
    | CLOSE (WITHIN value)?                                                  # closeExpectation
    | RESET (WITHIN value)?                                                  # resetExpectation
    | END (WITHIN value)?                                                    # endExpectation
    | NOTHING FOR value                                                      # nothingExpectation
    | OCTETS extent (WITHIN value)? assertionBlock?                          # octetsExpectation
    | REPLIES FOR value assertionBlock?                                      # repliesExpectation
    ;

status
    : STATUS_OK                                                              # okStatus
    | STATUS_ERR                                                             # errStatus
    | PLUS                                                                   # continuationStatus
    | ANY                                                                    # anyStatus
    ;

replyPart
    : RESPONSE_CODE                                                          # codePart
    | NO CODE                                                                # noCodePart
    | string                                                                 # textPart
    | REGEX                                                                  # patternPart
    | SINGLE LINE                                                            # singleLinePart
    | MULTI LINE                                                             # multiLinePart
    | SINGLE OR MULTI LINE                                                   # eitherPart
    | WITHIN value                                                           # withinPart
    ;

extent
    : UNTIL END                                                              # untilEndExtent
    | FOR value                                                              # forExtent
    | value                                                                  # countExtent
    ;

alternatives: OPEN_BRACE terminator* (alternativeLine (terminator+ alternativeLine)* terminator*)? CLOSE_BRACE;

alternativeLine: (alternative | strayAlternative) { endOfStatement(); };

alternative: expectation (THEN outcome)?;

strayAlternative: { unknownExpectation(); } ~(NEWLINE | SEMICOLON | CLOSE_BRACE);

outcome
    : verdict                                                                # verdictOutcome
    | block                                                                  # blockOutcome
    ;

otherwise: OTHERWISE outcome;

verdict: kind = (DEVIATION | NOTE | PASS | SKIP_TEST | FAIL) rowId? string;

mechanism: (name | string | INSERT) ((WITH | WITHOUT) INITIAL RESPONSE)?;

expecting
    : EXPECTING expectation                                                  # expectingOne
    | EXPECTING ONE OF alternatives                                          # expectingOneOf
    ;

captureFrom: FROM captureSource REGEX (AS INT_TYPE)? otherwise?;

captureSource
    : TEXT                                                                   # fromText
    | LINES                                                                  # fromLines
    | GREETING                                                               # fromGreeting
    | CODE                                                                   # fromCode
    | CHALLENGE                                                              # fromChallenge
    | RAW                                                                    # fromRaw
    | BODY                                                                   # fromBody
    | MESSAGE                                                                # fromMessage
    | (INSERT | GROOVY_PAREN)                                                # fromValue
    ;

assertionBlock: OPEN_BRACE terminator* (assertionLine (terminator+ assertionLine)* terminator*)? CLOSE_BRACE;

assertionLine: (assertion | strayAssertion) { endOfStatement(); };

strayAssertion: { unknownSubject(); } ~(NEWLINE | SEMICOLON | CLOSE_BRACE);

assertion
    : NOT? LINES IN ANY ORDER OPEN_BRACE terminator* (lineWanted (terminator+ lineWanted)* terminator*)? CLOSE_BRACE (AND NOTHING ELSE)?   # anyOrderAssertion
    | NOT? (HAS | LACKS) LINE lineWanted                                     # lineAssertion
    | NOT? subject predicate                                                 # predicateAssertion
    ;

lineWanted
    : predicate                                                              # wantedPredicate
    | value                                                                  # wantedValue
    ;

subject
    : TEXT                                                                   # textSubject
    | CODE                                                                   # codeSubject
    | CHALLENGE                                                              # challengeSubject
    | ELAPSED                                                                # elapsedSubject
    | LINES COUNT                                                            # lineCountSubject
    | LINES                                                                  # linesSubject
    | LINE primary                                                           # lineSubject
    | EACH LINE                                                              # eachLineSubject
    | MESSAGE                                                                # messageSubject
    | HEADER string                                                          # headerSubject
    | BODY                                                                   # bodySubject
    | OCTETS                                                                 # octetsSubject
    | RAW STATUS                                                             # rawStatusSubject
    | RAW BODY                                                               # rawBodySubject
    | RAW                                                                    # rawSubject
    | COUNT                                                                  # countSubject
    | EACH REPLY                                                             # eachReplySubject
    ;

predicate
    : operator = (EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) value   # comparePredicate
    | MATCH REGEX                                                            # matchPredicate
    | NO_MATCH REGEX                                                         # noMatchPredicate
    | CONTAINS value                                                         # containsPredicate
    | STARTS WITH value                                                      # startsWithPredicate
    | ENDS WITH value                                                        # endsWithPredicate
    | IS EMPTY                                                               # isEmptyPredicate
    | IN value                                                               # inPredicate
    ;

value: primary (RANGE primary)?;

primary
    : string                                                                 # textValue
    | INTEGER                                                                # integerValue
    | DECIMAL                                                                # decimalValue
    | DURATION                                                               # durationValue
    | SIZE                                                                   # sizeValue
    | OPEN_BRACKET (value (COMMA value)* COMMA?)? CLOSE_BRACKET              # listValue
    | HEX string                                                             # hexValue
    | FILE string                                                            # fileValue
    | GROOVY_PAREN                                                           # groovyValue
    | INSERT                                                                 # insertValue
    | DELIVERED primary                                                      # deliveredValue
    | name (DOT name)*                                                       # pathValue
    ;

string: STRING | RAW_STRING;

name
    : WORD | SUITE | TAGS | REQUIRE | INCLUDE | LET | READ | ONLY | STRICT | WIRE | BEFORE | AFTER | EVERY | REPLY
    | PROCEDURE | TEST | FOR | EACH | IN | CSV | JSON | COVERS | TIMEOUT | KNOWN | ISSUE | ON | SERVER | NOT
    | CAPABILITY | CLOSED | ACCOUNT | TLS | IMPLICIT | DELIVERY | EXCLUSIVE | MAILBOX | ACTION | CONNECT | PLAIN
    | LATER | AS | FAILS | VERIFY | CA | SERVERNAME | VERSIONS | CIPHERS | CERTIFICATE | STARTTLS | HANDSHAKE | SEND
    | RAW | HEX | FILE | LINES | PIECES | OF | EXPECT | ANY | SINGLE | MULTI | LINE | OR | WITHIN | CLOSE | RESET | END
    | NOTHING | OCTETS | UNTIL | COUNT | REPLIES | TEXT | CODE | NO | CHALLENGE | ELAPSED | HAS | LACKS | ORDER | AND
    | ELSE | MESSAGE | HEADER | BODY | STATUS | CONTAINS | STARTS | ENDS | WITH | IS | EMPTY | ONE | THEN | OTHERWISE
    | DEVIATION | NOTE | PASS | SKIP_TEST | FAIL | GIVEN | IF | CAPTURE | COLLECT | BY | FROM | INT_TYPE | GREETING
    | CHECK | REPEAT | EVENTUALLY | DEFER | PARALLEL | BARRIER | LOG | WAIT | ABORT | SENDING | LOGIN | USING
    | PASSWORD | EXPECTING | QUIT | GENERATE | DELIVER | DELIVERED | TO
    | WITHOUT | INITIAL | RESPONSE | RECORD
    ;
