using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Edge;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

public sealed record SessionUser(string Id, string Name, string? UnitId, string? UnitName, IReadOnlyList<string> Roles);

/// <param name="Demo">Null outside the demonstration.</param>
/// <param name="Csrf">Goes into the header <c>X-CSRF-TOKEN</c> of every write; changes with the person.</param>
public sealed record SessionDocument(
    SessionUser? User, string Csrf, DemoDocument? Demo, bool SetupRequired, bool MustChangePassword, DateTimeOffset Now, string City, string Version);

/// <param name="Progress">0 to 1: how much of the demonstration's history has been played.</param>
public sealed record DemoDocument(double Progress, string Message);

/// <summary>Who asks, as another service of the installation is told.</summary>
public sealed record ActorDocument(string Id, string Name, string? UnitId, string? UnitName, IReadOnlyList<string> Roles);

public sealed record SignInRequest(string UserName, string Password);

public sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword, string? CommandId = null);

public static class SessionEndpoints
{
    /// <summary>Below <see cref="Edge.AccessGate.Root"/>.</summary>
    public const string ActorPath = "/session/actor";

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("session");
        session.MapGet("", Read).AllowAnonymous().WithName("GetSession").WithSummary("当前登录人、令牌和时钟");
        session.MapPost("", SignIn).AllowAnonymous().RequireRateLimiting(Limits.SignIn).WithName("SignIn")
            .Produces<SessionDocument>().ProducesProblem(401).WithSummary("登录");
        session.MapDelete("", SignOut).AllowAnonymous().WithName("SignOut").Produces<SessionDocument>().WithSummary("退出");
        session.MapPut("/password", ChangePassword).AllowSignedIn().WithMetadata(new EvenWithOldPassword()).RequireRateLimiting(Limits.SignIn)
            .WithName("ChangePassword").Produces<SessionDocument>().ProducesProblem(422).WithSummary("修改自己的密码");
        // The other services ask with the person's cookie, for a write by POST: the gate then checks the token for them.
        api.MapGet(ActorPath, Who).AllowSignedIn().WithTags("session").WithName("WhoReads").WithSummary("查询当前登录人（供其他服务核实查看请求）");
        api.MapPost(ActorPath, Who).AllowSignedIn().WithTags("session").WithName("WhoWrites").WithSummary("查询当前登录人（供其他服务核实提交请求）");
    }

    private static ActorDocument Who(Actor actor) => new(actor.Id, actor.Name, actor.UnitId, actor.UnitName, [.. actor.Roles]);

    public static async Task<SessionDocument> Read(HttpContext http, SessionDocuments documents) => await documents.Make(http);

    private static async Task<IResult> SignIn(SignInRequest request, HttpContext http, SignInDesk desk, SessionDocuments documents)
    {
        var answer = await desk.SignIn(request.UserName, request.Password, http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted);
        if (answer.SessionId is null)
        {
            return new ProblemResult(ProblemDocument.Make(401, answer.Code!, answer.Reason!));
        }

        return TypedResults.Ok(await documents.OpenSession(http, answer.AccountId!, answer.SessionId));
    }

    private static async Task<IResult> SignOut(HttpContext http, SignInDesk desk, SessionDocuments documents)
    {
        if (http.Features.Get<Actor>() is { } actor && SessionKeeper.SessionOf(http.User) is { } sessionId)
        {
            await desk.SignOut(actor, sessionId, http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted);
        }

        return TypedResults.Ok(await documents.CloseSession(http));
    }

    private static async Task<IResult> ChangePassword(
        ChangePasswordRequest request, HttpContext http, Actor actor, CommandRunner commands, Passwords passwords, IdentityDb db, IdentityClock clock, SessionDocuments documents)
    {
        var ct = http.RequestAborted;
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.Id, ct);
        if (!passwords.Matches(account.PasswordHash, request.CurrentPassword))
        {
            return Refusal.Invalid("password.wrong", "当前密码不正确。", new FieldProblem("currentPassword", "当前密码不正确。")).ToResult();
        }

        if (await passwords.Refuse(request.NewPassword, account.UserName, account, "newPassword", ct) is { } weak)
        {
            return weak.ToResult();
        }

        var hash = passwords.Hash(request.NewPassword);
        var sessionId = SessionKeeper.SessionOf(http.User)!;
        var outcome = await commands.Run<Done>(
            CommandHead.From(http, actor, request.CommandId ?? Guid.NewGuid().ToString("N"), "Session.ChangePassword", "account", actor.Id),
            async work =>
            {
                var register = new AccountRegister(work, clock);
                var found = await register.Find(actor.Id);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                await register.SetPassword(found.Value!, hash, mustChange: false, keepSession: sessionId);
                return Done.Value;
            },
            ct);
        return outcome.Refusal is { } no ? no.ToResult() : TypedResults.Ok(await documents.OpenSession(http, actor.Id, sessionId));
    }
}

/// <summary>Endpoint metadata: usable while the password waits to be changed.</summary>
public sealed record EvenWithOldPassword;
