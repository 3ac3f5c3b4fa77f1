package dev.parley.expression;

import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ExpressionTransformer;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * Wraps the parts of an expression so that their values can be drawn beneath it. Groovy's own drawing does the same
 * while it generates code, but leaves no say in how values are shown.
 */
final class Recording implements ExpressionTransformer {
    private static final ClassNode SCRIPT = ClassHelper.make(ExpressionScript.class);
    private static final MethodNode VARIABLE_AT = method("variableAt", ClassHelper.STRING_TYPE);
    private static final MethodNode RECORDED_AT = method("recordedAt", ClassHelper.OBJECT_TYPE);

    private final Offsets offsets;

    Recording(Offsets offsets) {
        this.offsets = offsets;
    }

    @Override
    public Expression transform(Expression expression) {
        return switch (expression) {
            case VariableExpression variable -> variable(variable);
            case MethodCallExpression call -> recorded(call.getMethod(), call(call));
            case PropertyExpression property -> recorded(property.getProperty(), property.transformExpression(this));
            case ElvisOperatorExpression elvis ->
                placed(
                        elvis,
                        new ElvisOperatorExpression(
                                transform(elvis.getTrueExpression()), transform(elvis.getFalseExpression())));
            case TernaryExpression ternary -> ternary.transformExpression(this);
            case BinaryExpression binary ->
                recorded(offsets.at(binary.getOperation()), binary, binary.transformExpression(this));
            case NotExpression not -> recorded(not, not.transformExpression(this));
            case UnaryMinusExpression minus
            when !(minus.getExpression() instanceof ConstantExpression) ->
                recorded(minus, minus.transformExpression(this));
            case UnaryPlusExpression plus
            when !(plus.getExpression() instanceof ConstantExpression) ->
                recorded(plus, plus.transformExpression(this));
            case ConstructorCallExpression call -> recorded(call, call.transformExpression(this));
            case GStringExpression text -> recorded(text, text);
            case BooleanExpression truth -> truth.transformExpression(this);
            case TupleExpression tuple -> tuple.transformExpression(this);
            case ListExpression list -> list.transformExpression(this);
            case MapExpression map -> map.transformExpression(this);
            case MapEntryExpression entry -> entry.transformExpression(this);
            case SpreadExpression spread -> spread.transformExpression(this);
            case RangeExpression range -> range.transformExpression(this);
            case CastExpression cast -> cast.transformExpression(this);
            default -> expression;
        };
    }

    private Expression variable(VariableExpression variable) {
        if (variable.isThisExpression() || variable.isSuperExpression()) {
            return variable;
        }
        if (!(variable.getAccessedVariable() instanceof DynamicVariable)) {
            return recorded(variable, variable);
        }
        return placed(
                variable, onScript(VARIABLE_AT, offsets.start(variable), new ConstantExpression(variable.getName())));
    }

    private Expression call(MethodCallExpression call) {
        Expression object = call.isImplicitThis() ? call.getObjectExpression() : transform(call.getObjectExpression());
        MethodCallExpression copy = new MethodCallExpression(object, call.getMethod(), transform(call.getArguments()));
        copy.setSafe(call.isSafe());
        copy.setSpreadSafe(call.isSpreadSafe());
        copy.setImplicitThis(call.isImplicitThis());
        copy.setGenericsTypes(call.getGenericsTypes());
        return placed(call, copy);
    }

    private Expression recorded(ASTNode place, Expression value) {
        return recorded(offsets.start(place), value, value);
    }

    private Expression recorded(int offset, Expression original, Expression value) {
        return placed(original, onScript(RECORDED_AT, offset, value));
    }

    private static Expression onScript(MethodNode method, int offset, Expression argument) {
        MethodCallExpression call = new MethodCallExpression(
                VariableExpression.THIS_EXPRESSION,
                method.getName(),
                new ArgumentListExpression(new ConstantExpression(offset, true), argument));
        call.setImplicitThis(true);
        call.setMethodTarget(method);
        return call;
    }

    private static Expression placed(Expression original, Expression copy) {
        copy.setSourcePosition(original);
        return copy;
    }

    private static MethodNode method(String name, ClassNode argument) {
        return SCRIPT.getMethod(
                name,
                new Parameter[] {new Parameter(ClassHelper.int_TYPE, "offset"), new Parameter(argument, "value")});
    }
}
