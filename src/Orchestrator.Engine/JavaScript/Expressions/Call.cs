namespace Orchestrator.Engine.JavaScript;

internal sealed class Call(Expression callee, ArgumentList arguments, bool optional) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(callee);
        arguments.Resolve(resolver);
    }

    public override object? Evaluate(Frame frame)
    {
        object? self = Undefined.Value;
        object? function;
        if (callee is Identifier { IsGlobal: true } global)
        {
            function = Globals.ReadRaw(frame.Run, global.Name, callee.Position);
            if (function is HostFunction host)
            {
                frame.Run.Step();
                return arguments.Call(frame, host, Position);
            }
        }
        else
        {
            function = EvaluateMethod(frame, callee, ref self);
        }

        if (ReferenceEquals(function, OptionalChain.Cut) || (optional && OptionalChain.IsNothing(function)))
        {
            return OptionalChain.Cut;
        }

        if (function is JsFunction callable)
        {
            return arguments.Call(frame, callable, self, Position);
        }

        arguments.Evaluate(frame);
        frame.Run.Position = callee.Position;
        var text = SourceName.Of(callee);
        throw frame.Run.TypeError($"{text} is not a function", $"“{text}”不是函数。");
    }

    /// <summary>Evaluates what is called, keeping the object that a method belongs to.</summary>
    private static object? EvaluateMethod(Frame frame, Expression callee, ref object? self)
    {
        switch (callee)
        {
            case Member member:
                self = member.Target.Evaluate(frame);
                return member.Get(frame, self);
            case Index index:
                self = index.Target.Evaluate(frame);
                return index.Get(frame, self);
            case OptionalChain { Chain: var chain }:
                var value = EvaluateMethod(frame, chain, ref self);
                return ReferenceEquals(value, OptionalChain.Cut) ? Undefined.Value : value;
            default:
                return callee.Evaluate(frame);
        }
    }
}

internal sealed class New(Expression callee, ArgumentList arguments) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(callee);
        arguments.Resolve(resolver);
        if (callee is not Identifier { IsGlobal: true } name || !Globals.CanConstruct(name.Name))
        {
            var text = SourceName.Of(callee);
            resolver.Problems.Add(
                Position, $"'new {text}' is not supported; only built-in types can be constructed{Refusals.InsteadOf(text).En}.", $"不支持“new {text}”，只能构造内置类型{Refusals.InsteadOf(text).Zh}。");
        }
    }

    public override object? Evaluate(Frame frame)
    {
        var constructor = (BuiltInConstructor)callee.Evaluate(frame)!;
        var values = arguments.Evaluate(frame);
        frame.Run.Position = Position;
        frame.Run.Step();
        frame.Run.Allocate(64);
        return constructor.Construct(frame.Run, values);
    }
}

/// <summary>Expressions as error messages show them.</summary>
internal static class SourceName
{
    public static string Of(Expression expression) => expression switch
    {
        Identifier name => name.Name,
        Member member => $"{Of(member.Target)}.{member.Name}",
        Index index => $"{Of(index.Target)}[...]",
        OptionalChain chain => Of(chain.Chain),
        ThisExpression => "this",
        Call => "(intermediate value)(...)",
        _ => "(intermediate value)",
    };
}
