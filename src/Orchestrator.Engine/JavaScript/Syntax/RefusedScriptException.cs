namespace Orchestrator.Engine.JavaScript;

/// <summary>Stops the reading of a script at the first place that makes no sense; never leaves <see cref="Script.Parse"/>.</summary>
internal sealed class RefusedScriptException(int position, string message, string messageZh) : Exception(message)
{
    public int Position { get; } = position;

    public string MessageZh { get; } = messageZh;
}
