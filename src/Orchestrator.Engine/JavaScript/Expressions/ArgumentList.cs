using System.Runtime.CompilerServices;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary><c>...values</c> in a call or an array.</summary>
internal sealed class Spread(Expression values) : Expression
{
    public Expression Values => values;

    public override void Resolve(Resolver resolver) => resolver.Visit(values);

    public override object? Evaluate(Frame frame) => values.Evaluate(frame);

    public void Into(Frame frame, List<object?> list)
    {
        var source = values.Evaluate(frame);
        frame.Run.Position = Position;
        foreach (var value in Iteration.Over(frame.Run, source))
        {
            frame.Run.Allocate(8);
            list.Add(value);
        }
    }
}

[InlineArray(4)]
internal struct FourValues
{
    private object? _first;
}

/// <summary>The arguments of a call.</summary>
internal sealed class ArgumentList(IReadOnlyList<Expression> arguments)
{
    private readonly Expression[] _arguments = [.. arguments];
    private readonly bool _spreads = arguments.Any(a => a is Spread);

    public void Resolve(Resolver resolver) => resolver.VisitAll(_arguments);

    public object? Call(Frame frame, JsFunction function, object? self, int position)
    {
        if (_spreads || _arguments.Length > 4)
        {
            var list = Evaluate(frame);
            frame.Run.Position = position;
            return function.Call(frame.Run, self, list);
        }

        var values = default(FourValues);
        for (var i = 0; i < _arguments.Length; i++)
        {
            values[i] = _arguments[i].Evaluate(frame);
        }

        frame.Run.Position = position;
        return function.Call(frame.Run, self, ((ReadOnlySpan<object?>)values)[.._arguments.Length]);
    }

    public object? Call(Frame frame, HostFunction function, int position)
    {
        var values = _spreads || _arguments.Length > 4 ? Evaluate(frame) : null;
        var few = default(FourValues);
        for (var i = 0; values is null && i < _arguments.Length; i++)
        {
            few[i] = PlainValue.Of(frame.Run, _arguments[i].Evaluate(frame));
        }

        for (var i = 0; i < values?.Length; i++)
        {
            values[i] = PlainValue.Of(frame.Run, values[i]);
        }

        frame.Run.Position = position;
        return HostCallable.Invoke(frame.Run, function, values ?? ((ReadOnlySpan<object?>)few)[.._arguments.Length]);
    }

    public object?[] Evaluate(Frame frame)
    {
        var list = new List<object?>(_arguments.Length);
        foreach (var argument in _arguments)
        {
            if (argument is Spread spread)
            {
                spread.Into(frame, list);
            }
            else
            {
                list.Add(argument.Evaluate(frame));
            }
        }

        return [.. list];
    }
}
