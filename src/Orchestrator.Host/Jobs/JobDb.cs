using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Jobs;

/// <summary>Recurring jobs of the services that share a database: the tables <c>jo_*</c>, in every service's database.</summary>
public sealed class JobDb(DbContextOptions<JobDb> options) : DbContext(options)
{
    public DbSet<JobSwitch> Switches => Set<JobSwitch>();

    public DbSet<JobRun> Runs => Set<JobRun>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.StoreMomentsAsUtcTicks();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobSwitch>().ToTable("jo_jobs").HasKey(j => j.Name);
        modelBuilder.Entity<JobRun>().ToTable("jo_runs");
        modelBuilder.NameColumns();
    }
}
