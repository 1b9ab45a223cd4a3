namespace Orchestrator.Host.Identity;

/// <summary>A person who may sign in. Times are UTC ticks, as everywhere in the database.</summary>
public sealed class Account
{
    public required string Id { get; init; }
    public required string UserName { get; set; }

    /// <summary>Upper-cased user name; unique.</summary>
    public required string NormalizedUserName { get; set; }
    public required string Name { get; set; }
    public string? UnitId { get; set; }

    /// <summary>Where notices are mailed to; the person gives it himself.</summary>
    public string? MailAddress { get; set; }
    public required string PasswordHash { get; set; }

    /// <summary>Changes whenever rights or password change; a session carries the stamp it was made with.</summary>
    public required string Stamp { get; set; }
    public int FailedTries { get; set; }

    /// <summary>Wrong passwords closed the account until then.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Closed by an administrator until he opens it again.</summary>
    public bool Disabled { get; set; }
    public bool MustChangePassword { get; set; }
    public DateTimeOffset PasswordChangedAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? LastSignInAt { get; set; }
    public long Revision { get; set; }
    public List<AccountRole> Roles { get; init; } = [];
}

public sealed class AccountRole
{
    public required string AccountId { get; init; }
    public required string Role { get; init; }
    public required string GrantedBy { get; init; }
    public DateTimeOffset GrantedAt { get; init; }
}

public sealed class FormerPassword
{
    public required string AccountId { get; init; }
    public DateTimeOffset ReplacedAt { get; init; }
    public required string PasswordHash { get; init; }
}

/// <summary>A signed-in browser. Signing out removes the row, which ends the session even if somebody kept the cookie.</summary>
public sealed class Session
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public string? RemoteAddress { get; init; }
}

/// <summary>The one row that first-run set-up writes; its key makes two set-ups at once impossible.</summary>
public sealed class SetupMark
{
    public int Id { get; init; } = 1;
    public DateTimeOffset DoneAt { get; init; }
    public required string AccountId { get; init; }
}

/// <summary>A key that protects cookies, kept in the database so that every copy of the host can read them.</summary>
public sealed class ProtectionKey
{
    public required string Id { get; init; }
    public required string Xml { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
