using Microsoft.EntityFrameworkCore;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Payroll;
using Orchestrator.Finance.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.Finance;

/// <summary>The tables of 财政 (<c>fi_*</c>). A paid person has one open row, and money of a person is held by one transfer: the database keeps both.</summary>
public sealed class FinanceDb(DbContextOptions<FinanceDb> options) : DbContext(options)
{
    public DbSet<PaidPerson> Payroll => Set<PaidPerson>();

    public DbSet<BudgetLine> Lines => Set<BudgetLine>();

    public DbSet<FundReservation> Reservations => Set<FundReservation>();

    public DbSet<BudgetEntry> Entries => Set<BudgetEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreMomentsAsUtcTicks();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Month>().HaveConversion<MonthConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PaidPerson>().ToTable("fi_payroll");
        modelBuilder.Entity<BudgetLine>().ToTable("fi_lines").HasKey(line => new { line.UnitId, line.Year });
        modelBuilder.Entity<FundReservation>().ToTable("fi_reservations").HasKey(row => new { row.TransferId, row.PersonKey });
        modelBuilder.Entity<BudgetEntry>().ToTable("fi_entries").HasKey(row => new { row.TransferId, row.FromUnitId, row.ToUnitId });
        modelBuilder.MapHolds("fi_holds");
        modelBuilder.NameColumns();
    }

    private sealed class MonthConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<Month, int>(month => month.Number, number => new Month(number));
}
