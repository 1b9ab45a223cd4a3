namespace Orchestrator.Engine.Expressions;

/// <summary>An input could not be evaluated. The message names the input; <see cref="Detail"/> says why and where.</summary>
internal sealed class EvaluationException : Exception
{
    public EvaluationException(string message, string? detail, Exception? inner = null)
        : base(message, inner) => Detail = detail;

    public string? Detail { get; }
}
