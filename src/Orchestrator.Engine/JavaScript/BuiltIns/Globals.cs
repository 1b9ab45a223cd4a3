namespace Orchestrator.Engine.JavaScript;

/// <summary>Math and JSON: built-in objects with nothing but members.</summary>
internal sealed class BuiltInNamespace(MethodTable members)
{
    public MethodTable Members => members;
}

/// <summary>The names that the language itself provides; all others come from the host.</summary>
internal static class Globals
{
    private static readonly Dictionary<string, object?> Values = new(StringComparer.Ordinal)
    {
        ["undefined"] = Undefined.Value,
        ["NaN"] = Boxed.NotANumber,
        ["Infinity"] = double.PositiveInfinity,
        ["Object"] = ObjectType.Constructor,
        ["Array"] = ArrayType.Constructor,
        ["String"] = StringType.Constructor,
        ["Number"] = NumberType.Constructor,
        ["Boolean"] = NumberType.Boolean,
        ["Date"] = DateType.Constructor,
        ["Map"] = MapMethods.Constructor,
        ["Set"] = SetMethods.Constructor,
        ["RegExp"] = RegExpMethods.Constructor,
        ["Error"] = ErrorTypes.Error,
        ["TypeError"] = ErrorTypes.Of("TypeError"),
        ["RangeError"] = ErrorTypes.Of("RangeError"),
        ["SyntaxError"] = ErrorTypes.Of("SyntaxError"),
        ["ReferenceError"] = ErrorTypes.Of("ReferenceError"),
        ["URIError"] = ErrorTypes.Of("URIError"),
        ["EvalError"] = ErrorTypes.Of("EvalError"),
        ["Math"] = new BuiltInNamespace(MathMembers.Table),
        ["JSON"] = new BuiltInNamespace(JsonMembers.Table),
        ["parseInt"] = NumberType.ParseInt,
        ["parseFloat"] = NumberType.ParseFloat,
        ["isNaN"] = NumberType.IsNaN,
        ["isFinite"] = NumberType.IsFinite,
        ["encodeURIComponent"] = UriFunctions.EncodeComponent,
        ["encodeURI"] = UriFunctions.Encode,
        ["decodeURIComponent"] = UriFunctions.DecodeComponent,
        ["decodeURI"] = UriFunctions.Decode,
    };

    public static bool Has(string name) => Values.ContainsKey(name);

    public static bool CanConstruct(string name) => Values.TryGetValue(name, out var value) && value is BuiltInConstructor { CanConstruct: true };

    public static bool Exists(Run run, string name) => Has(name) || run.Host.TryGetGlobal(name, out _);

    /// <summary>A global as a value of the script.</summary>
    public static object? Read(Run run, string name, int position)
    {
        var value = ReadRaw(run, name, position);
        return value is HostFunction function ? new HostCallable(name, function) : value;
    }

    /// <summary>A global as it is: a host's function is not wrapped, for calling it at once.</summary>
    public static object? ReadRaw(Run run, string name, int position)
    {
        if (Values.TryGetValue(name, out var value))
        {
            return value;
        }

        if (run.Host.TryGetGlobal(name, out value))
        {
            return value is HostFunction ? value : HostCallable.FromHost(value);
        }

        run.Position = position;
        throw run.ReferenceError($"{name} is not defined", $"“{name}”未定义。");
    }
}
