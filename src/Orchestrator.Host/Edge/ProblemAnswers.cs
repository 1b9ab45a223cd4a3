using Microsoft.AspNetCore.Diagnostics;

namespace Orchestrator.Host.Edge;

/// <summary>The outermost part of the pipeline: whatever goes wrong below leaves as a problem document.</summary>
public static class ProblemAnswers
{
    public static void UseProblemAnswers(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody is left to answer.
                context.Response.StatusCode = 499;
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                var problem = Failures.Describe(failure);
                if (problem.Status >= 500)
                {
                    app.Logger.LogError(failure, "{Method} {Path} failed, trace {TraceId}", context.Request.Method, context.Request.Path, problem.TraceId);
                }

                context.Response.Clear();
                SecurityHeaders.Set(context);
                await problem.WriteTo(context);
            }
        });
        app.UseStatusCodePages(Complete);
    }

    // Routing and middleware answer with a bare status; the API never does.
    private static Task Complete(StatusCodeContext answer)
    {
        var context = answer.HttpContext;
        var problem = context.Response.StatusCode switch
        {
            401 => ProblemDocument.Make(401, "sign-in-required", "请先登录。"),
            403 => ProblemDocument.Make(403, "forbidden", "您没有执行此操作的权限。"),
            404 => ProblemDocument.Make(404, "not-found", "没有找到所请求的内容。"),
            405 => ProblemDocument.Make(405, "wrong-method", $"此地址不支持 {context.Request.Method}。"),
            413 => ProblemDocument.Make(413, "too-large", "提交的内容超过了允许的大小。"),
            415 => ProblemDocument.Make(415, "wrong-content-type", "请以 JSON（application/json）提交，上传文件请用表单方式。"),
            429 => ProblemDocument.Make(429, "too-many", "请求过于频繁，请稍后再试。"),
            502 or 503 or 504 => ProblemDocument.Make(503, "service-away", "办理此项的服务暂时连不上，请稍后再试。已提交的操作重新提交不会重复办理。"),
            var status => ProblemDocument.Make(status, $"status-{status}", "请求未被接受。"),
        };
        return problem.WriteTo(context);
    }
}
