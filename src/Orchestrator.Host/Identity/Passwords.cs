using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>
/// Hashes and checks passwords. Hashing takes a noticeable part of a second on purpose, so nothing here may run inside a
/// command's transaction: callers hash first and store the result.
/// </summary>
public sealed class Passwords(IPasswordHasher<Account> hasher, IdentitySettings settings, IdentityDb db)
{
    // The hasher ignores its user argument.
    private static readonly Account Nobody = new()
    {
        Id = "",
        UserName = "",
        NormalizedUserName = "",
        Name = "",
        PasswordHash = "",
        Stamp = "",
        CreatedBy = "",
    };

    private static string? s_decoy;

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    public bool Matches(string hash, string password) =>
        hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Takes as long as a real check, so that the time of an answer does not tell whether an account exists.</summary>
    public void PretendToCheck(string password) => Matches(s_decoy ??= Hash("decoy"), password);

    /// <summary>Why the password cannot be used for this account; null when it can.</summary>
    public async Task<Refusal?> Refuse(string password, string userName, Account? account, string path, CancellationToken ct)
    {
        var reasons = settings.Rules.Check(password, userName);
        if (reasons.Count == 0 && account is not null && await UsedBefore(account, password, ct))
        {
            reasons = [$"新密码不得与最近 {settings.Rules.Remembered} 次使用过的密码相同。"];
        }

        return reasons.Count == 0
            ? null
            : Refusal.Invalid("password.weak", reasons[0], [.. reasons.Select(r => new FieldProblem(path, r))]);
    }

    private async Task<bool> UsedBefore(Account account, string password, CancellationToken ct)
    {
        var former = await db.FormerPasswords.Where(p => p.AccountId == account.Id).OrderByDescending(p => p.ReplacedAt)
            .Select(p => p.PasswordHash).Take(settings.Rules.Remembered - 1).ToListAsync(ct);
        return former.Prepend(account.PasswordHash).Any(hash => Matches(hash, password));
    }
}
