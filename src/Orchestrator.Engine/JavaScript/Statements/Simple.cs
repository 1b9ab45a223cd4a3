namespace Orchestrator.Engine.JavaScript;

internal sealed class ExpressionStatement(Expression expression) : Statement
{
    public override void Resolve(Resolver resolver) => resolver.Visit(expression);

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Result = expression.Evaluate(frame);
        return Signal.Normal;
    }
}

internal sealed class EmptyStatement : Statement
{
    public override void Resolve(Resolver resolver)
    {
    }

    public override Signal Execute(Frame frame) => Signal.Normal;
}

/// <summary><c>let</c>, <c>const</c> and <c>var</c>: each target with the value it starts with.</summary>
internal sealed class Declaration(bool isVar, IReadOnlyList<(ITarget Target, Expression? Value)> parts) : Statement
{
    public IReadOnlyList<(ITarget Target, Expression? Value)> Parts => parts;

    public override void Resolve(Resolver resolver)
    {
        foreach (var (target, value) in parts)
        {
            resolver.Visit((Expression)target);
            resolver.Visit(value);
        }
    }

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        foreach (var (target, value) in parts)
        {
            if (value is not null)
            {
                target.Initialize(frame, value.Evaluate(frame));
            }
            else if (!isVar)
            {
                target.Initialize(frame, Undefined.Value);
            }
        }

        return Signal.Normal;
    }
}

internal sealed class FunctionDeclaration(Identifier name, FunctionCode code) : Statement
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(name);
        code.Resolve(resolver);
    }

    public void Hoist(Frame frame) => name.Initialize(frame, code.Close(frame));

    public override Signal Execute(Frame frame) => Signal.Normal;
}

internal sealed class Block(Scope? scope, IReadOnlyList<Statement> statements) : Statement
{
    private readonly Statement[] _statements = [.. statements];

    public override void Resolve(Resolver resolver) => resolver.Within(scope, () => resolver.VisitAll(_statements));

    public override Signal Execute(Frame frame)
    {
        scope?.Enter(frame);
        scope?.HoistFunctions(frame);
        foreach (var statement in _statements)
        {
            var signal = statement.Execute(frame);
            if (signal != Signal.Normal)
            {
                return signal;
            }
        }

        return Signal.Normal;
    }
}

internal sealed class If(Expression condition, Statement yes, Statement? no) : Statement
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(condition);
        resolver.Visit(yes);
        resolver.Visit(no);
    }

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        var branch = condition.Test(frame) ? yes : no;
        frame.Result = Undefined.Value;
        return branch?.Execute(frame) ?? Signal.Normal;
    }
}
