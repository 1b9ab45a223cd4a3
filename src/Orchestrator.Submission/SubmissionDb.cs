using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;
using Orchestrator.Submission.Attachments;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission;

/// <summary>The tables of the submitting departments (<c>su_*</c>). A frozen version cannot be changed through it (T-07).</summary>
public sealed class SubmissionDb(DbContextOptions<SubmissionDb> options) : DbContext(options)
{
    public DbSet<WorkingDraft> Drafts => Set<WorkingDraft>();

    public DbSet<FrozenVersion> Versions => Set<FrozenVersion>();

    public DbSet<OpenSubmission> Submissions => Set<OpenSubmission>();

    public DbSet<PublishedTemplate> Templates => Set<PublishedTemplate>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<VersionAttachment> VersionAttachments => Set<VersionAttachment>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseChangedVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseChangedVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreMomentsAsUtcTicks();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkingDraft>().ToTable("su_drafts").HasKey(draft => draft.CaseId);
        modelBuilder.Entity<WorkingDraft>().Property(draft => draft.Revision).IsConcurrencyToken();
        modelBuilder.Entity<FrozenVersion>().ToTable("su_versions").HasKey(version => new { version.CaseId, version.Number });
        modelBuilder.Entity<OpenSubmission>().ToTable("su_submissions").HasKey(submission => new { submission.CaseId, submission.Version });
        modelBuilder.Entity<PublishedTemplate>().ToTable("su_templates").HasKey(template => new { template.CampaignId, template.DocumentCode, template.Version });
        modelBuilder.Entity<Attachment>().ToTable("su_attachments").HasKey(file => file.Id);
        modelBuilder.Entity<VersionAttachment>().ToTable("su_version_attachments").HasKey(link => new { link.CaseId, link.Version, link.AttachmentId });
        modelBuilder.NameColumns();
    }

    private void RefuseChangedVersions()
    {
        var changed = ChangeTracker.Entries().FirstOrDefault(entry =>
            (entry.Entity is FrozenVersion or VersionAttachment) && (entry.State is EntityState.Modified or EntityState.Deleted));
        if (changed is not null)
        {
            throw new InvalidOperationException($"T-07: a frozen version is never changed ({changed.Metadata.ShortName()}).");
        }
    }
}
