using System.Text;

namespace Orchestrator.Engine.JavaScript;

internal sealed class Literal(object? value) : Expression
{
    public object? Value => value;

    public override void Resolve(Resolver resolver)
    {
    }

    public override object? Evaluate(Frame frame) => value;
}

internal sealed class TemplateLiteral(IReadOnlyList<string> texts, IReadOnlyList<Expression> values) : Expression
{
    public override void Resolve(Resolver resolver) => resolver.VisitAll(values);

    public override object? Evaluate(Frame frame)
    {
        var made = new StringBuilder(texts[0]);
        for (var i = 0; i < values.Count; i++)
        {
            made.Append(Coerce.ToText(frame.Run, values[i].Evaluate(frame))).Append(texts[i + 1]);
        }

        frame.Run.AllocateText(made.Length);
        return made.ToString();
    }
}

internal sealed class RegularExpressionLiteral(RegularExpression expression) : Expression
{
    public override void Resolve(Resolver resolver)
    {
    }

    public override object? Evaluate(Frame frame)
    {
        frame.Run.Allocate(48);
        return new JsRegExp(expression);
    }
}

internal sealed class ThisExpression : Expression
{
    public override void Resolve(Resolver resolver)
    {
    }

    public override object? Evaluate(Frame frame) => frame.Self;
}

internal sealed class FunctionExpression(FunctionCode code) : Expression
{
    public FunctionCode Code => code;

    public override void Resolve(Resolver resolver) => code.Resolve(resolver);

    public override object? Evaluate(Frame frame) => code.Close(frame);
}
