using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Office.Campaigns;

/// <summary>What happens when a reviewer says nothing until the deadline.</summary>
public enum SilencePolicy
{
    /// <summary>视为无意见</summary>
    AssumeNoObjection,

    /// <summary>阻断并升级</summary>
    BlockAndEscalate,
}

/// <summary>A deadline as a campaign states it; <c>Orchestrator.Engine.Calendar.Deadline.Read</c> gives its meaning.</summary>
public sealed record DeadlineSpec([AllowedValues("FixedDate", "WorkingDays", "CalendarDays")] string Kind, string? Date = null, int? Days = null, string? Day = null, string? Cut = null, string? Roll = null);

/// <summary>The deadlines of every step. Those that differ by round have the keys <c>1</c>, <c>2</c> … and <c>default</c>;
/// <see cref="Dispute"/> has <c>L1</c> to <c>L4</c>.</summary>
public sealed record DeadlinePlan(
    IReadOnlyDictionary<string, DeadlineSpec>? Submit, DeadlineSpec? Intake, DeadlineSpec? Correction, IReadOnlyDictionary<string, DeadlineSpec>? Review,
    IReadOnlyDictionary<string, DeadlineSpec>? Consolidate, IReadOnlyDictionary<string, DeadlineSpec>? Feedback, IReadOnlyDictionary<string, DeadlineSpec>? Dispute,
    DeadlineSpec? Template, DeadlineSpec? TemplateCutOff, DeadlineSpec? Legal, DeadlineSpec? Proposal, DeadlineSpec? PostMeeting, DeadlineSpec? Issue, DeadlineSpec? Archive);

public sealed record PlannedReviewer(string UnitId, bool Mandatory = false, SilencePolicy? Policy = null)
{
    /// <summary>A mandatory unit blocks, others' silence counts as consent, unless the plan says otherwise.</summary>
    [JsonIgnore]
    public SilencePolicy EffectivePolicy => Policy ?? (Mandatory ? SilencePolicy.BlockAndEscalate : SilencePolicy.AssumeNoObjection);
}

public sealed record PlannedLegalReview(bool Required = true, string? UnitId = null, int? Round = null);

/// <param name="Class">一类 (strict template) or 二类 (flexible).</param>
/// <param name="Leads">Units that make the template; the first one publishes it.</param>
/// <param name="Template">Whether round 1 ends with a city-wide template.</param>
public sealed record PlannedDocument(
    string Code, string Title, string Class, IReadOnlyList<string>? Leads, IReadOnlyList<PlannedReviewer>? Reviewers, bool Template = true,
    PlannedLegalReview? Legal = null, int Batch = 1)
{
    [JsonIgnore]
    public bool IsFirstClass => Class == "一类";
}

/// <summary>A campaign as it is planned: units × documents, reviewers, rounds and deadlines.</summary>
/// <param name="WarningReason">Why it is right in spite of the warnings of <see cref="CampaignCheck"/> (T-11 and others); kept with the plan.</param>
/// <param name="RecomputeOnAmendment">Deadlines of open tasks follow an amended holiday notice (<see cref="CalendarAmendment"/>).</param>
public sealed record CampaignPlan(
    string? TemplateId, string Name, DateOnly Start, IReadOnlyList<string>? Units, IReadOnlyList<PlannedDocument>? Documents, int Rounds = 2, int MaxRounds = 5,
    DeadlinePlan? Deadlines = null, string? WarningReason = null, bool RecomputeOnAmendment = true)
{
    /// <summary>The JSON form of plans, in the database and in template files.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static CampaignPlan Read(string json) => JsonSerializer.Deserialize<CampaignPlan>(json, Json) ?? throw new JsonException("An empty plan.");

    public string Write() => JsonSerializer.Serialize(this, Json);

    public PlannedDocument? Document(string code) => Documents?.FirstOrDefault(document => document.Code == code);
}
