using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity.Phrases;
using Orchestrator.Host.Proxies;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Accounts, roles, sessions: the tables <c>id_*</c>.</summary>
public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountRole> AccountRoles => Set<AccountRole>();

    public DbSet<FormerPassword> FormerPasswords => Set<FormerPassword>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SetupMark> SetupMarks => Set<SetupMark>();

    public DbSet<PhraseList> PhraseLists => Set<PhraseList>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<StandingProxy> Proxies => Set<StandingProxy>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.StoreMomentsAsUtcTicks();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Account>(e =>
        {
            e.ToTable("id_accounts");
            e.Property(a => a.Revision).IsConcurrencyToken();
            e.HasMany(a => a.Roles).WithOne().HasForeignKey(r => r.AccountId);
        });
        modelBuilder.Entity<AccountRole>(e => e.ToTable("id_account_roles").HasKey(r => new { r.AccountId, r.Role }));
        modelBuilder.Entity<FormerPassword>(e => e.ToTable("id_former_passwords").HasKey(p => new { p.AccountId, p.ReplacedAt }));
        modelBuilder.Entity<Session>().ToTable("id_sessions");
        modelBuilder.Entity<SetupMark>(e => e.ToTable("id_setup").Property(s => s.Id).ValueGeneratedNever());
        modelBuilder.Entity<StandingProxy>().ToTable("id_proxies");
        modelBuilder.Entity<ProtectionKey>().ToTable("id_keys");
        modelBuilder.Entity<PhraseList>().ToTable("id_phrases").HasKey(p => p.AccountId);
        modelBuilder.NameColumns();
    }
}
