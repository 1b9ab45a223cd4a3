using Orchestrator.Engine.Values;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Host.Demo.Script;

/// <summary>An open task as whoever plays the campaign sees it.</summary>
public sealed record DeskTask(
    string Id, string Step, string Form, string CaseId, int Round, string? Unit, string? Role, long Revision,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, bool Held, JsObject? Payload);

/// <param name="Document">The document's code.</param>
public sealed record DeskCase(string Id, string Unit, string Document);

public sealed record DeskOpinion(
    string Id, int Round, string Unit, string Location, string? Original, string? Proposed, string? Reason, string? ItemId, string? Disposition);

/// <summary>What has been said about a case, as one person may see it.</summary>
/// <param name="ToConfirm">Rows whose answer the reader's unit has to accept.</param>
/// <param name="ToAnswer">Rows that the submitting unit has to answer.</param>
/// <param name="Disputed">Rows of a dispute that is still open.</param>
public sealed record CaseBook(IReadOnlyList<DeskOpinion> Opinions, IReadOnlyList<string> ToConfirm, IReadOnlyList<string> ToAnswer, IReadOnlyList<string> Disputed);

/// <summary>
/// Where the campaign is played: inside the program or through its API. Every deed has a command id derived from the
/// script, so doing it again after a crash changes nothing. A refusal is an exception: the script never asks for
/// anything that is not allowed.
/// </summary>
public interface ICampaignDesk
{
    Task<DateTimeOffset> Now();

    /// <summary>Moves the clock forward and lets everything that is due by then happen. Never moves it back.</summary>
    Task MoveClock(DateTimeOffset to);

    /// <summary>Creates and starts the campaign unless that has been done; returns its cases.</summary>
    Task<IReadOnlyList<DeskCase>> StartCampaign(DemoPerson by);

    Task<IReadOnlyList<DeskTask>> OpenTasks();

    Task<CaseBook> Book(DemoPerson reader, string caseId);

    /// <summary>Makes the working draft read so.</summary>
    Task Write(DemoPerson writer, string caseId, DraftContent draft);

    Task Decide(DemoPerson person, string commandId, DeskTask task, string outcome, JsObject data);
}
