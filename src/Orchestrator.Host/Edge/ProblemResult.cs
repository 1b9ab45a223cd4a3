namespace Orchestrator.Host.Edge;

/// <summary>A problem document as the result of an endpoint.</summary>
public sealed class ProblemResult(ProblemDocument problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => problem.WriteTo(httpContext);
}
