using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Proxies;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>
/// The cookie names a session row; every request reads that row with the account and its roles. So a person who is
/// locked, loses a role or signs out is gone with the next request, on every copy of the host.
/// </summary>
public sealed class SessionKeeper(IdentitySettings settings, IdentityClock clock, TimeProvider businessClock, StandIns standIns) : CookieAuthenticationEvents
{
    public const string Scheme = "session";
    public const string CookieName = "orchestrator.session";
    private const string SessionClaim = "sid";

    public static ClaimsPrincipal Ticket(string accountId, string sessionId) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, accountId), new(SessionClaim, sessionId)], Scheme));

    public static string? SessionOf(ClaimsPrincipal person) => person.FindFirstValue(SessionClaim);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var sessionId = SessionOf(context.Principal!);
        var db = http.RequestServices.GetRequiredService<IdentityDb>();
        var now = clock.Now;
        var found = await db.Accounts.AsNoTracking().Include(a => a.Roles)
            .Where(a => !a.Disabled && db.Sessions.Any(s => s.Id == sessionId && s.AccountId == a.Id && s.ExpiresAt > now))
            .Select(a => new { Account = a, Deputy = db.Proxies.Any(p => p.DeputyId == a.Id && p.EndedAt == null) })
            .SingleOrDefaultAsync(http.RequestAborted);
        if (found is null)
        {
            context.RejectPrincipal();
            return;
        }

        var principals = found.Deputy
            ? await standIns.Of(db, found.Account, ProxyRules.Day(ProxyBook.Today(businessClock.GetUtcNow())), http.RequestAborted)
            : [];
        Remember(http, found.Account, await http.RequestServices.GetRequiredService<UnitNames>().Find(found.Account.UnitId, http.RequestAborted), principals);
    }

    /// <summary>Makes the person the actor of this request.</summary>
    public void Remember(HttpContext http, Account account, string? unitName, IReadOnlyList<Principal> standsInFor)
    {
        var roles = account.Roles.Select(r => r.Role).ToFrozenSet(StringComparer.Ordinal);
        http.Features.Set(new Actor(account.Id, account.Name, account.UnitId, unitName, roles) { StandsInFor = standsInFor });
        http.Features.Set(new PasswordState(account.MustChangePassword || settings.Rules.Expired(account.PasswordChangedAt, clock.Now)));
    }

    // An open line to the server is not a person at work: it must not keep a session alive.
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew &= !context.HttpContext.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    // The client draws the sign-in page itself: no redirects.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>Whether the signed-in person must choose a new password before doing anything else.</summary>
public sealed record PasswordState(bool MustChange);
