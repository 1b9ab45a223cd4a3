namespace Orchestrator.Engine.JavaScript;

/// <summary>A Date: milliseconds since 1970 UTC, or NaN.</summary>
internal sealed class JsDate(double time)
{
    public double Time { get; set; } = time;
}
