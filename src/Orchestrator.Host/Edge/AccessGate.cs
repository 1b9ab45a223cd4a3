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
        // What is no route is routing's own answer: wrong method, wrong content type.
        if (context.GetEndpoint() is not RouteEndpoint endpoint || !context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var problem = await Refuse(context, endpoint) ?? await RefuseForged(context);
        await (problem is null ? next(context) : problem.WriteTo(context));
    });

    /// <exception cref="InvalidOperationException">An endpoint of the API says neither who may call it nor that anybody may.</exception>
    public static void RefuseUndeclared(WebApplication app)
    {
        var undeclared = ApiEndpoints(app).Where(e => e.Metadata.GetMetadata<AllowedRoles>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(e => e.DisplayName).ToArray();
        if (undeclared.Length > 0)
        {
            throw new InvalidOperationException("Endpoints without declared rights: " + string.Join(", ", undeclared));
        }
    }

    /// <summary>Every endpoint below <see cref="Root"/>.</summary>
    public static IEnumerable<RouteEndpoint> ApiEndpoints(IEndpointRouteBuilder app) => app.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => ("/" + e.RoutePattern.RawText?.TrimStart('/')).StartsWith(Root, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the method says that nothing is changed.</summary>
    public static bool OnlyReads(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static async Task<ProblemDocument?> Refuse(HttpContext context, RouteEndpoint endpoint)
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

        if (allowed.Admits(actor)
            || (actor.StandsInFor.Count > 0 && endpoint.Metadata.GetMetadata<StandInsAdmitted>() is not null && actor.StandsInFor.Any(principal => allowed.Admits(principal.Person))))
        {
            return null;
        }

        // Attempts beyond one's rights interest the auditor; the endpoint, not what was sent to it.
        await context.RequestServices.GetRequiredService<RefusedAttempts>().Record(
            actor, $"{context.Request.Method} /{endpoint.RoutePattern.RawText?.Trim('/')}", context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted);
        return ProblemDocument.Make(403, "forbidden", "您的岗位没有执行此操作的权限。");
    }

    private static async Task<ProblemDocument?> RefuseForged(HttpContext context)
    {
        return OnlyReads(context.Request) || context.Features.Get<CheckedForForgery>() is not null
            ? null
            : await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
                ? null
                : ProblemDocument.Make(400, "csrf", "请求缺少有效的安全令牌，请刷新页面后再试。");
    }
}

/// <summary>Somebody else has made sure that the request comes from a page of ours.</summary>
public sealed record CheckedForForgery;
