using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Edge;

/// <summary>
/// The one place that decides whether a request may reach its endpoint: token against forged requests, signed in,
/// password in order, role. An endpoint that declares nothing is closed.
/// </summary>
public static class AccessGate
{
    public const string Root = "/api/v1";
    public const string TokenHeader = "X-CSRF-TOKEN";

    public static void UseAccessGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint() is not { } endpoint || !context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var problem = Refuse(context, endpoint) ?? await RefuseForged(context);
        await (problem is null ? next(context) : problem.WriteTo(context));
    });

    private static ProblemDocument? Refuse(HttpContext context, Endpoint endpoint)
    {
        var allowed = endpoint.Metadata.GetMetadata<AllowedRoles>();
        if (allowed is null)
        {
            return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                ? ProblemDocument.Make(403, "undeclared", "此功能没有声明使用权限，已关闭。")
                : null;
        }

        if (context.Features.Get<Actor>() is not { } actor)
        {
            return ProblemDocument.Make(401, "sign-in-required", "请先登录。");
        }

        if (context.Features.Get<PasswordState>() is { MustChange: true } && endpoint.Metadata.GetMetadata<EvenWithOldPassword>() is null)
        {
            return ProblemDocument.Make(403, "password-change-required", "请先修改密码。");
        }

        return allowed.Admits(actor) ? null : ProblemDocument.Make(403, "forbidden", "您的岗位没有执行此操作的权限。");
    }

    private static async Task<ProblemDocument?> RefuseForged(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
        {
            return null;
        }

        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
            ? null
            : ProblemDocument.Make(400, "csrf", "请求缺少有效的安全令牌，请刷新页面后再试。");
    }
}
