using Microsoft.EntityFrameworkCore;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources;

/// <summary>The tables of 人社 (<c>hr_*</c>). A person is locked by one transfer at a time: the database keeps that.</summary>
public sealed class HumanResourcesDb(DbContextOptions<HumanResourcesDb> options) : DbContext(options)
{
    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<PersonLock> Locks => Set<PersonLock>();

    public DbSet<Movement> Movements => Set<Movement>();

    public DbSet<Contract> Contracts => Set<Contract>();

    public DbSet<Insurance> Insurances => Set<Insurance>();

    public DbSet<RelationChange> RelationChanges => Set<RelationChange>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreMomentsAsUtcTicks();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PersonRow>().ToTable("hr_people").HasKey(row => row.PersonKey);
        modelBuilder.Entity<PersonRow>().Property(row => row.Revision).IsConcurrencyToken();
        modelBuilder.Entity<PersonRow>().Ignore(row => row.Standing);
        modelBuilder.Entity<PersonLock>().ToTable("hr_locks").HasKey(row => new { row.TransferId, row.PersonKey });
        modelBuilder.Entity<Movement>().ToTable("hr_movements").HasKey(row => new { row.TransferId, row.PersonKey });
        modelBuilder.Entity<Contract>().ToTable("hr_contracts").HasKey(row => row.Number);
        modelBuilder.Entity<Contract>().Property(row => row.Revision).IsConcurrencyToken();
        modelBuilder.Entity<Insurance>().ToTable("hr_insurances").HasKey(row => new { row.PersonKey, row.Kind, row.StartsOn });
        modelBuilder.Entity<Insurance>().Property(row => row.Revision).IsConcurrencyToken();
        modelBuilder.Entity<RelationChange>().ToTable("hr_relation_changes").HasKey(row => row.Id);
        modelBuilder.MapHolds("hr_holds");
        modelBuilder.NameColumns();
    }
}
