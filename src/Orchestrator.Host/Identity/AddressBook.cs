using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Where the holders of accounts are reached; those whom an administrator has closed out are not.</summary>
public sealed class AddressBook(IServiceScopeFactory scopes) : IAddressBook
{
    private static readonly Expression<Func<Account, Addressee>> AsAddressee = account => new Addressee(account.Id, account.UserName, account.Name, account.MailAddress);

    public async Task<IReadOnlyList<Addressee>> OfUnit(string unitId, string? role, CancellationToken ct)
    {
        // On a scope of its own, as for Colleagues: whoever asks is in the middle of a transaction.
        await using var scope = scopes.CreateAsyncScope();
        return await Open(scope).Where(account => account.UnitId == unitId && (role == null || account.Roles.Any(held => held.Role == role)))
            .OrderBy(account => account.NormalizedUserName).Select(AsAddressee).ToListAsync(ct);
    }

    public async Task<Addressee?> Find(string personId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Open(scope).Where(account => account.Id == personId).Select(AsAddressee).FirstOrDefaultAsync(ct);
    }

    private static IQueryable<Account> Open(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<IdentityDb>().Accounts.AsNoTracking().Where(account => !account.Disabled);
}
