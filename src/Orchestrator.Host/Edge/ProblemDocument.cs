using System.Diagnostics;

namespace Orchestrator.Host.Edge;

/// <summary>Every refusal and failure of the API, as RFC 9457 describes them, with a stable <paramref name="Code"/>.</summary>
public sealed record ProblemDocument(
    string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<ProblemPlace> Problems, long? CurrentRevision, string TraceId)
{
    public static ProblemDocument Make(
        int status, string code, string detail, IReadOnlyList<ProblemPlace>? places = null, long? currentRevision = null) =>
        new($"urn:orchestrator:problem:{code}", TitleOf(status), status, detail, code, places ?? [], currentRevision, Trace());

    /// <summary>Gives problem details that services made the same members as this document.</summary>
    public static void Complete(Microsoft.AspNetCore.Mvc.ProblemDetails details)
    {
        details.Extensions.TryAdd("code", $"status-{details.Status}");
        details.Extensions.TryAdd("problems", Array.Empty<ProblemPlace>());
        details.Extensions.TryAdd("currentRevision", null);
        details.Extensions["traceId"] = Trace();
        details.Type = $"urn:orchestrator:problem:{details.Extensions["code"]}";
    }

    /// <summary>Writes the document as the whole answer.</summary>
    public async Task WriteTo(HttpContext context)
    {
        context.Response.StatusCode = Status;
        await context.Response.WriteAsJsonAsync(this, options: null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>The number under which this request is found in logs and traces.</summary>
    public static string Trace() => Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");

    private static string TitleOf(int status) => status switch
    {
        400 => "请求格式有误",
        401 => "尚未登录",
        403 => "没有权限",
        404 => "没有找到",
        405 => "不支持的操作方式",
        409 => "与当前状态冲突",
        411 or 413 => "内容过大",
        415 => "不支持的内容类型",
        422 => "内容不符合要求",
        429 => "请求过于频繁",
        503 => "服务暂不可用",
        _ => status >= 500 ? "系统出现故障" : "请求未被接受",
    };
}

/// <summary>One place in the request: path of the field, sentence, and row and column where there is a table or a text.</summary>
public sealed record ProblemPlace(string Path, string Message, int? Row = null, int? Column = null);
