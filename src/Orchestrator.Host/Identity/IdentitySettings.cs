namespace Orchestrator.Host.Identity;

/// <summary>Configuration section <c>Identity</c>.</summary>
public sealed class IdentitySettings
{
    /// <summary>Wrong passwords in a row until the account closes for <see cref="LockMinutes"/>.</summary>
    public int FailedTries { get; init; } = 5;

    public int LockMinutes { get; init; } = 15;

    /// <summary>A session ends after so long without a request …</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>… and after so long in any case.</summary>
    public int SessionHours { get; init; } = 12;

    /// <summary>0: passwords do not age.</summary>
    public int PasswordMaxAgeDays { get; init; } = 90;

    /// <summary>PBKDF2-HMAC-SHA512 rounds.</summary>
    public int HashRounds { get; init; } = 210_000;

    /// <summary>Sign-ins per minute from one address.</summary>
    public int SignInsPerMinute { get; init; } = 60;

    public PasswordRules Rules => new(MaxAge: TimeSpan.FromDays(PasswordMaxAgeDays));
}

/// <summary>The clock of sessions, lock-outs and password ages. It is the real one even where the business runs on a
/// simulated clock: a browser would throw away a cookie of the year 2020.</summary>
public sealed record IdentityClock(TimeProvider Time)
{
    public DateTimeOffset Now => Time.GetUtcNow();
}
