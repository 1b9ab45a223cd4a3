using Microsoft.EntityFrameworkCore;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Postings;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.Organization;

/// <summary>The tables of 机构编制 (<c>or_*</c>): the ledger as its events, what is held for transfers, and what people propose to post.</summary>
public sealed class OrganizationDb(DbContextOptions<OrganizationDb> options) : DbContext(options)
{
    public DbSet<LedgerHead> Ledger => Set<LedgerHead>();

    public DbSet<LedgerEventRow> Events => Set<LedgerEventRow>();

    public DbSet<PostingRow> Postings => Set<PostingRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreMomentsAsUtcTicks();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LedgerHead>().ToTable("or_ledger").HasKey(head => head.Id);
        modelBuilder.Entity<LedgerEventRow>().ToTable("or_ledger_events").HasKey(row => row.Seq);
        modelBuilder.Entity<LedgerEventRow>().Property(row => row.Seq).ValueGeneratedNever();
        modelBuilder.Entity<PostingRow>().ToTable("or_postings").HasKey(row => row.Id);
        modelBuilder.MapHolds("or_holds");
        modelBuilder.NameColumns();
    }
}
