using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo.Clock;

/// <summary>The one row that outlives the process: what time it is in the demonstration, and whether its history is complete.</summary>
public sealed class DemoClockRow
{
    public int Id { get; init; } = 1;

    public required DateTimeOffset Moment { get; set; }

    public required DateTimeOffset SetAt { get; set; }

    public required bool Running { get; set; }

    public required bool Seeded { get; set; }
}

public sealed class DemoDb(DbContextOptions<DemoDb> options) : DbContext(options)
{
    public DbSet<DemoClockRow> Clock => Set<DemoClockRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreMomentsAsUtcTicks();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<DemoClockRow>(row =>
    {
        row.ToTable("demo_clock");
        row.Property(clock => clock.Id).HasColumnName("id").ValueGeneratedNever();
        row.Property(clock => clock.Moment).HasColumnName("moment");
        row.Property(clock => clock.SetAt).HasColumnName("set_at");
        row.Property(clock => clock.Running).HasColumnName("running");
        row.Property(clock => clock.Seeded).HasColumnName("seeded");
    });
}
