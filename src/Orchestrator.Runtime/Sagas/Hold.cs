using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Runtime.Sagas;

public enum HoldState
{
    /// <summary>预留: everything that the saga needs of this service is set aside; confirming cannot fail.</summary>
    Held,

    /// <summary>Nothing is held, for the reasons that were answered. Asked again it is judged again.</summary>
    Refused,

    /// <summary>已执行. Final.</summary>
    Confirmed,

    /// <summary>已释放. Final: a command to reserve that comes later holds nothing.</summary>
    Released,
}

/// <summary>What a service holds for one saga of another service. One row for each saga, never removed: it answers repetitions.</summary>
public sealed class Hold
{
    public required string SagaId { get; init; }

    public HoldState State { get; set; }

    /// <summary>SHA-256 of what was asked to be held; null when it was released before anything was asked.</summary>
    public string? Content { get; set; }

    /// <summary>JSON list of findings, as last answered.</summary>
    public string Reasons { get; set; } = "[]";

    public DateTimeOffset ChangedAt { get; set; }

    public int Revision { get; set; }
}

public static class HoldModel
{
    /// <summary>The service's table of holds; its script creates it with the columns of <see cref="Hold"/>.</summary>
    public static void MapHolds(this ModelBuilder model, string table)
    {
        model.Entity<Hold>().ToTable(table).HasKey(hold => hold.SagaId);
        model.Entity<Hold>().Property(hold => hold.Revision).IsConcurrencyToken();
    }
}
