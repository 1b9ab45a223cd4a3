namespace Orchestrator.Runtime.Rules;

public enum Severity
{
    /// <summary>Cannot go on.</summary>
    Block,

    /// <summary>May go on with a written reason.</summary>
    Warn,

    Info,
}

/// <summary>What a rule found: its id in the rules catalogue, the place in the submitted data and a Chinese sentence.</summary>
public sealed record Finding(string Rule, Severity Severity, string Path, string Message)
{
    public static Finding Block(string rule, string path, string message) => new(rule, Severity.Block, path, message);

    public static Finding Warn(string rule, string path, string message) => new(rule, Severity.Warn, path, message);
}
