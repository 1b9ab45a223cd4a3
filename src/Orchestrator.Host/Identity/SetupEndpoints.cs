using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Edge;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

public sealed record SetupRequest(string UserName, string Name, string Password);

/// <summary>Whether the first administrator exists. Once true it stays true.</summary>
public sealed class SetupState(IServiceScopeFactory scopes)
{
    private volatile bool _done;

    public async Task<bool> IsDone(CancellationToken ct)
    {
        if (!_done)
        {
            await using var scope = scopes.CreateAsyncScope();
            _done = await scope.ServiceProvider.GetRequiredService<IdentityDb>().SetupMarks.AnyAsync(ct);
        }

        return _done;
    }
}

/// <summary>First run: whoever opens the program first names the system administrator. There is no default password.</summary>
public static class SetupEndpoints
{
    private static readonly Actor Installer = new("setup", "首次设置", null, null, FrozenSet<string>.Empty);

    public static void MapSetup(this IEndpointRouteBuilder api) => api.MapPost("/setup", SetUp)
        .AllowAnonymous().RequireRateLimiting(Limits.SignIn).WithTags("session").WithName("SetUp")
        .Produces<SessionDocument>().ProducesProblem(409).ProducesProblem(422).WithSummary("首次设置系统管理员");

    private static async Task<IResult> SetUp(
        SetupRequest request, HttpContext http, CommandRunner commands, Passwords passwords, IdentityClock clock, SetupState setup,
        SignInDesk desk, SessionDocuments documents)
    {
        var ct = http.RequestAborted;
        if (await setup.IsDone(ct))
        {
            return AlreadyDone().ToResult();
        }

        if (AccountInput.Check(request.UserName, request.Name) is { } faulty)
        {
            return faulty.ToResult();
        }

        if (await passwords.Refuse(request.Password, request.UserName, null, "password", ct) is { } weak)
        {
            return weak.ToResult();
        }

        var made = new NewAccount(
            Guid.NewGuid().ToString("N"), request.UserName, request.Name, null, passwords.Hash(request.Password), ["SA"], MustChangePassword: false);
        var remote = http.Connection.RemoteIpAddress?.ToString();
        var outcome = await commands.Run<Done>(
            new(Guid.NewGuid().ToString("N"), "Setup", Installer, "account", made.Id, remote),
            async work =>
            {
                // The mark's key decides between two set-ups at once: the second insert fails and nothing of it stays.
                var db = work.Db<IdentityDb>();
                if (await db.SetupMarks.AnyAsync(work.Cancellation))
                {
                    return AlreadyDone();
                }

                db.SetupMarks.Add(new() { DoneAt = clock.Now, AccountId = made.Id });
                var created = await new AccountRegister(work, clock).Create(made);
                return created.Refusal is { } refusal ? refusal : Done.Value;
            },
            ct);
        if (outcome.Refusal is { } no)
        {
            return no.ToResult();
        }

        var answer = await desk.SignIn(request.UserName, request.Password, remote, ct);
        return answer.SessionId is { } session
            ? TypedResults.Ok(await documents.OpenSession(http, made.Id, session))
            : new ProblemResult(ProblemDocument.Make(401, answer.Code!, answer.Reason!));
    }

    private static Refusal AlreadyDone() => Refusal.Conflict("setup.done", "系统已完成首次设置，请直接登录。");
}
