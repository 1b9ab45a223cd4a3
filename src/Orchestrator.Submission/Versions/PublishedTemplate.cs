using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Versions;

/// <summary>A version of a city-wide template as it was announced.</summary>
public sealed class PublishedTemplate
{
    public required string CampaignId { get; init; }

    public required string DocumentCode { get; init; }

    public required int Version { get; init; }

    public required bool Strict { get; init; }

    /// <summary>JSON array of sections, as a task's payload carries them.</summary>
    public required string Sections { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public ManuscriptTemplate? Read() => ManuscriptTemplate.Read(JsObject.Of(
        ("version", (double)Version), ("strict", Strict), ("sections", JsonText.Parse(Sections))));
}

/// <summary>The submitting departments keep what is published, so that a draft can change over to it.</summary>
internal sealed class KeepTemplate : IMessageHandler<TemplatePublished>
{
    public string Name => "submission-template-published";

    public async Task<Refusal?> Handle(TemplatePublished message, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        if (message is not { About.CampaignId: { } campaign, Sections: { } sections }
            || await db.Templates.FindAsync([campaign, message.DocumentCode, message.TemplateVersion], work.Cancellation) is not null)
        {
            return null;
        }

        db.Add(new PublishedTemplate
        {
            CampaignId = campaign,
            DocumentCode = message.DocumentCode,
            Version = message.TemplateVersion,
            Strict = message.Strict,
            PublishedAt = work.Now,
            Sections = JsonText.Write(new JsArray(sections.Select(section => (object?)JsObject.Of(
                ("heading", section.Heading), ("required", section.Required), ("locked", section.Locked), ("text", section.Text ?? ""))))),
        });
        return null;
    }
}

/// <summary>The template a manuscript is held against, and the campaign's current one.</summary>
/// <param name="Used">Null when the document has no template, or none yet.</param>
public sealed record TemplateInUse(ManuscriptTemplate? Used, int? Current)
{
    public static readonly TemplateInUse None = new(null, null);

    /// <summary>T-09: a newer version than the one the manuscript is written on has been published.</summary>
    public int? Newer => Used is { } used && Current > used.Version ? Current : null;

    public static async Task<TemplateInUse> Of(SubmissionDb db, TaskRow? task, WorkingDraft? draft, CancellationToken ct)
    {
        var payload = task?.Payload is { } text ? JsonText.Parse(text) as JsObject : null;
        if (ManuscriptTemplate.Read(payload?["template"]) is not { } given)
        {
            return None;
        }

        var (campaign, code) = (task!.CorrelationId, payload!["documentCode"] as string);
        var published = await db.Templates.Where(template => template.CampaignId == campaign && template.DocumentCode == code && template.Version > given.Version)
            .OrderBy(template => template.Version).ToListAsync(ct);
        var chosen = published.FirstOrDefault(template => template.Version == draft?.TemplateVersion)?.Read();
        return new TemplateInUse(chosen ?? given, published.LastOrDefault()?.Version ?? given.Version);
    }
}
