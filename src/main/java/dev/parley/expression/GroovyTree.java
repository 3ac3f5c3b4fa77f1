package dev.parley.expression;

import dev.parley.source.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;
import org.jspecify.annotations.Nullable;

/** Looks at Groovy's tree of one expression: what it may not be, which names it takes, which parts to record. */
final class GroovyTree {
    /** The expression is nothing we want. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient ExpressionError error;

        Refused(ExpressionError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        ExpressionError error() {
            return error;
        }
    }

    /** Methods that give a closure another object to take names from. */
    private static final Set<String> DELEGATING = Set.of("with", "tap");

    private static final Set<String> OF_SCRIPTS = Set.of("println", "print", "printf", "sprintf", "use", "sleep");

    private final GroovyText source;
    private final Offsets offsets;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Set<String> paths = new LinkedHashSet<>();
    private @Nullable ExpressionError refusal;

    GroovyTree(GroovyText source) {
        this.source = source;
        this.offsets = new Offsets(source.text());
    }

    /** Called by the compiler once names are resolved. */
    void analyse(SourceUnit unit, GeneratorContext context, ClassNode script) {
        ExpressionStatement statement = onlyExpression(unit.getAST());
        Expression expression = statement.getExpression();
        expression.visit(new Names());
        statement.setExpression(new Recording(offsets).transform(expression));
    }

    /** Why it was refused, when the compiler hides that behind an error of its own. */
    @Nullable
    ExpressionError refusal() {
        return refusal;
    }

    Map<String, Integer> names() {
        Map<String, Integer> inOrder = new LinkedHashMap<>();
        names.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(inOrder);
    }

    Set<String> paths() {
        return Collections.unmodifiableSet(paths);
    }

    private ExpressionStatement onlyExpression(ModuleNode module) {
        List<Statement> statements = module.getStatementBlock().getStatements();
        boolean declares = module.getClasses().size() > 1
                || !module.getMethods().isEmpty()
                || Stream.of(module.getImports(), module.getStarImports()).anyMatch(imports -> !imports.isEmpty())
                || !module.getStaticImports().isEmpty()
                || !module.getStaticStarImports().isEmpty();
        if (declares || statements.isEmpty()) {
            throw refuse(0, source.text().length(), "Only an expression can stand here.", null);
        }
        if (statements.size() > 1) {
            Statement second = statements.get(1);
            throw refuse(second, "Only one expression can stand here, and it ends before this.", null);
        }
        if (!(statements.getFirst() instanceof ExpressionStatement statement)) {
            throw refuse(statements.getFirst(), "Only an expression can stand here, no statement of Groovy's.", null);
        }
        if (statement.getExpression() instanceof DeclarationExpression) {
            throw refuse(statement, "Only an expression can stand here, no declaration.", "variables are set by `let`");
        }
        return statement;
    }

    private Refused refuse(ASTNode node, String message, @Nullable String hint) {
        return refuse(offsets.start(node), offsets.end(node), message, hint);
    }

    private Refused refuse(int start, int end, String message, @Nullable String hint) {
        refusal = new ExpressionError(start, Math.max(start, end), message, hint);
        return new Refused(refusal);
    }

    /** Collects free names, and refuses what sets a variable or calls an unknown function. */
    private final class Names extends CodeVisitorSupport {
        private int closures;

        @Override
        public void visitVariableExpression(VariableExpression variable) {
            if (isFree(variable)) {
                names.merge(variable.getName(), offsets.start(variable), Math::min);
            }
        }

        private boolean isFree(Expression expression) {
            return expression instanceof VariableExpression variable
                    && variable.getAccessedVariable() instanceof DynamicVariable
                    && !source.measures().containsKey(variable.getName());
        }

        @Override
        public void visitPropertyExpression(PropertyExpression property) {
            if (isFree(property.getObjectExpression()) && property.getPropertyAsString() != null) {
                paths.add(property.getObjectExpression().getText() + "." + property.getPropertyAsString());
            }
            super.visitPropertyExpression(property);
        }

        @Override
        public void visitBinaryExpression(BinaryExpression binary) {
            if (Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR)) {
                refuseSetting(binary, binary.getLeftExpression());
                if (closures == 0) {
                    throw refuse(
                            offsets.at(binary.getOperation()),
                            offsets.at(binary.getOperation())
                                    + binary.getOperation().getText().length(),
                            "`" + binary.getOperation().getText() + "` sets a value, which an expression cannot.",
                            "`==` compares");
                }
            }
            super.visitBinaryExpression(binary);
        }

        @Override
        public void visitPostfixExpression(PostfixExpression postfix) {
            refuseSetting(postfix, postfix.getExpression());
            super.visitPostfixExpression(postfix);
        }

        @Override
        public void visitPrefixExpression(PrefixExpression prefix) {
            refuseSetting(prefix, prefix.getExpression());
            super.visitPrefixExpression(prefix);
        }

        private void refuseSetting(Expression whole, Expression target) {
            if (isFree(target)) {
                throw refuse(
                        whole,
                        "An expression cannot set `" + target.getText() + "`.",
                        "`let " + target.getText() + " = …` is a statement of its own; `==` compares");
            }
        }

        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            closures++;
            super.visitClosureExpression(closure);
            closures--;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            String name = call.getMethodAsString();
            if (name != null && call.isImplicitThis() && !isFunction(name)) {
                throw refuse(
                        call.getMethod(),
                        "There is no function `" + name + "`.",
                        Spelling.didYouMean(name, Functions.NAMES).orElse(null));
            }
            if (name == null || !DELEGATING.contains(name)) {
                super.visitMethodCallExpression(call);
                return;
            }
            call.getObjectExpression().visit(this);
            List<Expression> arguments = new ArrayList<>();
            if (call.getArguments() instanceof org.codehaus.groovy.ast.expr.TupleExpression tuple) {
                arguments.addAll(tuple.getExpressions());
            }
            arguments.stream()
                    .filter(argument -> !(argument instanceof ClosureExpression))
                    .forEach(argument -> argument.visit(this));
        }

        private boolean isFunction(String name) {
            return Functions.NAMES.contains(name) || OF_SCRIPTS.contains(name);
        }
    }
}
