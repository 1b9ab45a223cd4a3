using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Orchestrator.Runtime;

/// <summary>Outcomes as HTTP answers; a refusal becomes RFC 9457 problem details with <c>code</c>, <c>problems</c> and
/// <c>currentRevision</c>.</summary>
public static class Answers
{
    public static int Status(this RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status404NotFound,
    };

    public static string Title(this RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "提交的内容有问题",
        RefusalKind.Conflict => "状态已变化，请刷新后再试",
        RefusalKind.Forbidden => "没有权限",
        _ => "没有找到",
    };

    public static IResult ToResult(this Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Status = refusal.Kind.Status(),
            Title = refusal.Kind.Title(),
            Detail = refusal.Message,
            Type = "about:blank",
        };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["problems"] = refusal.Problems;
        if (refusal.CurrentRevision is { } revision)
        {
            problem.Extensions["currentRevision"] = revision;
        }

        return Results.Problem(problem);
    }

    /// <summary>200 with the value, or the refusal.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome) =>
        outcome.Refusal is { } refusal ? refusal.ToResult() : Results.Ok(outcome.Value);

    /// <summary>200 with a body made from the value (and from <see cref="Outcome{T}.Replayed"/>), or the refusal.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome, Func<T, bool, object?> body) =>
        outcome.Refusal is { } refusal ? refusal.ToResult() : Results.Ok(body(outcome.Value!, outcome.Replayed));
}
