using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Disputes;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Signatures;
using Orchestrator.Office.Supervisions;
using Orchestrator.Office.Transfers;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;

namespace Orchestrator.Office;

/// <summary>The office's own tables (<c>of_*</c>); the schema script is the source of truth for types and keys.</summary>
public sealed class OfficeDb(DbContextOptions<OfficeDb> options) : DbContext(options)
{
    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CaseRound> CaseRounds => Set<CaseRound>();

    public DbSet<CaseTask> CaseTasks => Set<CaseTask>();

    public DbSet<CaseParticipant> CaseParticipants => Set<CaseParticipant>();

    public DbSet<CasePerson> CasePersons => Set<CasePerson>();

    public DbSet<CaseEntry> CaseEntries => Set<CaseEntry>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

    public DbSet<OpinionRow> Opinions => Set<OpinionRow>();

    public DbSet<AdoptionItem> AdoptionItems => Set<AdoptionItem>();

    public DbSet<Confirmation> Confirmations => Set<Confirmation>();

    public DbSet<Dispute> Disputes => Set<Dispute>();

    public DbSet<DisputeStep> DisputeSteps => Set<DisputeStep>();

    public DbSet<DocumentTemplate> Templates => Set<DocumentTemplate>();

    public DbSet<LegalOpinion> LegalOpinions => Set<LegalOpinion>();

    public DbSet<AgendaItem> AgendaItems => Set<AgendaItem>();

    public DbSet<IssuedDocument> IssuedDocuments => Set<IssuedDocument>();

    public DbSet<Withdrawal> Withdrawals => Set<Withdrawal>();

    public DbSet<ExtensionRequest> ExtensionRequests => Set<ExtensionRequest>();

    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<MatterText> MatterTexts => Set<MatterText>();

    public DbSet<MatterSeat> MatterSeats => Set<MatterSeat>();

    public DbSet<MatterParticipant> MatterParticipants => Set<MatterParticipant>();

    public DbSet<MatterEntry> MatterEntries => Set<MatterEntry>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeRead> NoticeReads => Set<NoticeRead>();

    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();

    public DbSet<NoticeDelivery> Deliveries => Set<NoticeDelivery>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<AskedPerson> AskedPersons => Set<AskedPerson>();

    public DbSet<AnswerRow> Answers => Set<AnswerRow>();

    public DbSet<Circular> Circulars => Set<Circular>();

    public DbSet<Copy> Copies => Set<Copy>();

    public DbSet<Urge> Urges => Set<Urge>();

    public DbSet<Transfer> Transfers => Set<Transfer>();

    public DbSet<TransferLegRow> TransferLegs => Set<TransferLegRow>();

    public DbSet<TransferEvent> TransferEvents => Set<TransferEvent>();

    public DbSet<Supervision> Supervisions => Set<Supervision>();

    public DbSet<SupervisionEntry> SupervisionEntries => Set<SupervisionEntry>();

    public DbSet<SignatureImage> SignatureImages => Set<SignatureImage>();

    public DbSet<Signature> Signatures => Set<Signature>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreMomentsAsUtcTicks();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Unit>().ToTable("of_units");
        modelBuilder.Entity<Campaign>().ToTable("of_campaigns");
        modelBuilder.Entity<CaseRow>().ToTable("of_cases");
        modelBuilder.Entity<CaseRound>().ToTable("of_case_rounds").HasKey(row => new { row.CaseId, row.Round });
        modelBuilder.Entity<CaseTask>().ToTable("of_case_tasks").HasKey(row => row.TaskId);
        modelBuilder.Entity<CaseParticipant>().ToTable("of_case_participants").HasKey(row => new { row.CaseId, row.UnitId, row.Role });
        modelBuilder.Entity<CasePerson>().ToTable("of_case_persons").HasKey(row => new { row.CaseId, row.PersonId });
        modelBuilder.Entity<CaseEntry>().ToTable("of_case_entries").HasKey(row => new { row.CaseId, row.Seq });
        modelBuilder.Entity<ReviewRow>().ToTable("of_reviews").HasKey(row => new { row.CaseId, row.Round, row.UnitId });
        modelBuilder.Entity<OpinionRow>().ToTable("of_opinions");
        modelBuilder.Entity<AdoptionItem>().ToTable("of_adoption_items");
        modelBuilder.Entity<Confirmation>().ToTable("of_confirmations").HasKey(row => new { row.ItemId, row.UnitId });
        modelBuilder.Entity<Dispute>().ToTable("of_disputes");
        modelBuilder.Entity<DisputeStep>().ToTable("of_dispute_steps").HasKey(row => new { row.DisputeId, row.Number });
        modelBuilder.Entity<DocumentTemplate>().ToTable("of_templates").HasKey(row => new { row.CampaignId, row.DocumentCode, row.Version });
        modelBuilder.Entity<LegalOpinion>().ToTable("of_legal_opinions").HasKey(row => new { row.CaseId, row.Number });
        modelBuilder.Entity<AgendaItem>().ToTable("of_agenda_items").HasKey(row => new { row.CaseId, row.Number });
        modelBuilder.Entity<IssuedDocument>().ToTable("of_issued_documents").HasKey(row => row.CaseId);
        modelBuilder.Entity<Withdrawal>().ToTable("of_withdrawals");
        modelBuilder.Entity<ExtensionRequest>().ToTable("of_extension_requests");
        modelBuilder.Entity<Matter>().ToTable("of_matters");
        modelBuilder.Entity<MatterText>().ToTable("of_matter_texts").HasKey(row => new { row.MatterId, row.Version });
        modelBuilder.Entity<MatterSeat>().ToTable("of_matter_seats").HasKey(row => new { row.MatterId, row.Number });
        modelBuilder.Entity<MatterParticipant>().ToTable("of_matter_participants").HasKey(row => new { row.MatterId, row.PersonId, row.UnitId, row.Role });
        modelBuilder.Entity<MatterEntry>().ToTable("of_matter_entries").HasKey(row => new { row.MatterId, row.Seq });
        modelBuilder.Entity<Notice>().ToTable("of_notices");
        modelBuilder.Entity<NoticeRead>().ToTable("of_notice_reads").HasKey(row => new { row.NoticeId, row.PersonId });
        modelBuilder.Entity<NoticeChoice>().ToTable("of_notice_choices").HasKey(row => new { row.PersonId, row.Kind, row.Channel });
        modelBuilder.Entity<NoticeDelivery>().ToTable("of_deliveries");
        modelBuilder.Entity<Question>().ToTable("of_questions");
        modelBuilder.Entity<AskedPerson>().ToTable("of_question_persons").HasKey(row => new { row.QuestionId, row.PersonId });
        modelBuilder.Entity<AnswerRow>().ToTable("of_answers").HasKey(row => new { row.QuestionId, row.PersonId, row.Number });
        modelBuilder.Entity<Circular>().ToTable("of_circulars");
        modelBuilder.Entity<Copy>().ToTable("of_copies").HasKey(row => new { row.CircularId, row.PersonId });
        modelBuilder.Entity<Urge>().ToTable("of_urges").HasKey(row => new { row.TaskId, row.Number });
        modelBuilder.Entity<Transfer>().ToTable("of_transfers").Property(row => row.Revision).IsConcurrencyToken();
        modelBuilder.Entity<TransferLegRow>().ToTable("of_transfer_legs").HasKey(row => new { row.TransferId, row.Authority });
        modelBuilder.Entity<TransferEvent>().ToTable("of_transfer_events").HasKey(row => new { row.TransferId, row.Number });
        modelBuilder.Entity<Supervision>().ToTable("of_supervisions");
        modelBuilder.Entity<SupervisionEntry>().ToTable("of_supervision_entries").HasKey(row => new { row.SupervisionId, row.Number });
        modelBuilder.Entity<SignatureImage>().ToTable("of_signature_images").HasKey(row => row.Sha256);
        modelBuilder.Entity<Signature>().ToTable("of_signatures").HasKey(row => row.PersonId);
        modelBuilder.NameColumns();
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                if (property.ClrType == typeof(string) || property.IsKey())
                {
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
                }

                if (property.Name == "Revision")
                {
                    property.IsConcurrencyToken = true;
                }
            }
        }
    }
}
