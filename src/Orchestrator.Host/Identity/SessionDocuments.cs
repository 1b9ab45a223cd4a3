using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Opens and closes the browser's side of a session, and describes it to the client.</summary>
public sealed class SessionDocuments(
    IAntiforgery antiforgery, IdentityDb db, SessionKeeper keeper, UnitNames units, TimeProvider businessClock, CityProfile city, SetupState setup)
{
    public async Task<SessionDocument> Make(HttpContext http)
    {
        var actor = http.Features.Get<Actor>();
        var tokens = antiforgery.GetAndStoreTokens(http);
        var user = actor is null
            ? null
            : new SessionUser(actor.Id, actor.Name, actor.UnitId, actor.UnitName, [.. actor.Roles.Order(StringComparer.Ordinal)]);
        return new(
            user, tokens.RequestToken!, city.Demo(), !await setup.IsDone(http.RequestAborted), http.Features.Get<PasswordState>()?.MustChange ?? false,
            businessClock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)), city.Name, ProgramVersion.Text);
    }

    public async Task<SessionDocument> OpenSession(HttpContext http, string accountId, string sessionId)
    {
        var ticket = SessionKeeper.Ticket(accountId, sessionId);
        await http.SignInAsync(SessionKeeper.Scheme, ticket);
        // The token is bound to the person: from here on this request counts as the new one's.
        http.User = ticket;
        var account = await db.Accounts.AsNoTracking().Include(a => a.Roles).SingleAsync(a => a.Id == accountId, http.RequestAborted);
        keeper.Remember(http, account, await units.Find(account.UnitId, http.RequestAborted), []);
        return await Make(http);
    }

    public async Task<SessionDocument> CloseSession(HttpContext http)
    {
        await http.SignOutAsync(SessionKeeper.Scheme);
        http.User = new();
        http.Features.Set<Actor>(null);
        http.Features.Set<PasswordState>(null);
        return await Make(http);
    }
}
