using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Something that can be called.</summary>
internal abstract class JsFunction
{
    public abstract string Name { get; }

    public abstract int Length { get; }

    public virtual string SourceText => $"function {Name}() {{ [native code] }}";

    public abstract object? Call(Run run, object? self, ReadOnlySpan<object?> arguments);
}

internal delegate object? BuiltInBody(Run run, object? self, ReadOnlySpan<object?> arguments);

/// <summary>A function of the language. Shared by all runs.</summary>
internal sealed class BuiltIn(string name, int length, BuiltInBody body) : JsFunction
{
    public override string Name => name;

    public override int Length => length;

    public override object? Call(Run run, object? self, ReadOnlySpan<object?> arguments)
    {
        run.Step();
        return body(run, self, arguments);
    }
}

internal delegate object? ConstructBody(Run run, ReadOnlySpan<object?> arguments);

/// <summary>A built-in type such as Date: called, constructed, asked with <c>instanceof</c>, and with members of its own.</summary>
internal sealed class BuiltInConstructor(
    string name, int length, BuiltInBody? call, ConstructBody? construct, Func<object?, bool> isInstance, MethodTable members) : JsFunction
{
    public override string Name => name;

    public override int Length => length;

    public bool CanConstruct => construct is not null;

    public MethodTable Members => members;

    public bool IsInstance(object? value) => isInstance(value);

    public object? Construct(Run run, ReadOnlySpan<object?> arguments) => construct!(run, arguments);

    public override object? Call(Run run, object? self, ReadOnlySpan<object?> arguments)
    {
        run.Step();
        return call is null
            ? throw run.TypeError($"Class constructor {name} cannot be invoked without 'new'", $"{name} 须用 new 构造。")
            : call(run, self, arguments);
    }
}

/// <summary>A function of the host as a value of the script.</summary>
internal sealed class HostCallable(string name, HostFunction function) : JsFunction
{
    public override string Name => name;

    public override int Length => 0;

    public override object? Call(Run run, object? self, ReadOnlySpan<object?> arguments)
    {
        run.Step();
        var plain = new object?[arguments.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = PlainValue.Of(run, arguments[i]);
        }

        return Invoke(run, function, plain);
    }

    public static object? Invoke(Run run, HostFunction function, ReadOnlySpan<object?> plainArguments)
    {
        try
        {
            return FromHost(function(plainArguments));
        }
        catch (Exception failure) when (failure is not ScriptException)
        {
            throw run.HostFailure(failure);
        }
    }

    /// <summary>Numbers and times of .NET as the language has them.</summary>
    public static object? FromHost(object? value) => value switch
    {
        null or string or double or bool or JsObject or JsArray => value,
        int or long or short or byte or uint or float or decimal => Boxed.Of(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        DateTimeOffset moment => new JsDate(moment.ToUnixTimeMilliseconds()),
        _ => value.ToString(),
    };
}

/// <summary>What <c>bind</c> makes.</summary>
internal sealed class BoundFunction(JsFunction target, object? boundSelf, object?[] bound) : JsFunction
{
    public override string Name => "bound " + target.Name;

    public override int Length => Math.Max(0, target.Length - bound.Length);

    public override object? Call(Run run, object? self, ReadOnlySpan<object?> arguments)
    {
        run.EnterCall(1);
        var result = target.Call(run, boundSelf, [.. bound, .. arguments]);
        run.LeaveCall(1);
        return result;
    }
}
