namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// A function that a script may call. It receives plain values only (null, bool, double, string,
/// <see cref="Values.JsArray"/>, <see cref="Values.JsObject"/>): undefined arrives as null, a Date as its ISO text,
/// exactly as a script's result is converted. It returns a plain value; whole numbers of .NET types and
/// <see cref="DateTimeOffset"/> (which becomes a Date) are accepted too.
/// </summary>
public delegate object? HostFunction(ReadOnlySpan<object?> arguments);

/// <summary>What surrounds a script: the names it may use beyond the language's own, and the time.</summary>
public interface IScriptHost
{
    /// <summary>The time that <c>Date.now()</c> and <c>new Date()</c> give. Constant during a run.</summary>
    DateTimeOffset Now { get; }

    /// <summary>
    /// The value of a global name: a plain value or a <see cref="HostFunction"/>. Objects and arrays are handed over by
    /// reference, so a script's assignments to their members reach the host; such members may hold script values until
    /// the host passes them through <see cref="Script.ToPlain"/>.
    /// </summary>
    bool TryGetGlobal(string name, out object? value);
}
