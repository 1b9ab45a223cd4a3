using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Signatures;

namespace Orchestrator.Office.Printing;

/// <summary>
/// 审批单: what is on record about a case or a matter, as its reader may see it. The Word file, the PDF and the page for printing are made of
/// this and of nothing else.
/// </summary>
/// <param name="Issuer">Whose form it is, for example 楚江市机构改革专班.</param>
/// <param name="Notice">A sentence that has to stand on every page, for example that the data is a demonstration.</param>
/// <param name="Steps">Everything that was decided, in order; what was returned or withdrawn stays.</param>
/// <param name="Reviews">One entry for each round whose opinions the reader may see.</param>
/// <param name="Path">The steps in one line, returns included.</param>
/// <param name="Withheld">What is left out for this reader, as a sentence; null when nothing is.</param>
public sealed record ApprovalForm(
    string Issuer, string? Notice, string Title, IReadOnlyList<FormFact> Facts, IReadOnlyList<ApprovalStep> Steps, IReadOnlyList<ReviewRound> Reviews,
    IReadOnlyList<FormFact> Examinations, string Path, string? Withheld, ExportMark Mark)
{
    /// <summary>Of a matter, in the place of <see cref="Reviews"/> and <see cref="Examinations"/>; null for a case.</summary>
    public IReadOnlyList<CountersignTable>? Countersigning { get; init; }

    /// <summary>All signature images in it.</summary>
    public IEnumerable<SignatureImage> Signatures =>
        Steps.Select(step => step.Signature).Concat((Countersigning ?? []).SelectMany(table => table.Rows).Select(row => row.Signature)).OfType<SignatureImage>();
}

/// <summary>A line of the head: what, and its value.</summary>
public sealed record FormFact(string Label, string Value);

/// <param name="Number">1, 2, 3 … over the whole form.</param>
/// <param name="Round">0 where there are no rounds.</param>
/// <param name="OnBehalfOf">The unit that the step belongs to, when the person is of another one.</param>
/// <param name="Returned">Sent back, refused, withdrawn or stopped: shown so that nobody overlooks it.</param>
/// <param name="Signature">Of the person, as it was when he decided.</param>
public sealed record ApprovalStep(
    int Number, int Round, string Step, string Person, string? Unit, string? OnBehalfOf, string Outcome, string? Opinion, DateTimeOffset At, bool Returned,
    SignatureImage? Signature = null);

/// <param name="Opinions">Opinions of all units of the round.</param>
/// <param name="Adoption">The statistics line of 意见采纳情况表; null before the round is consolidated.</param>
public sealed record ReviewRound(int Round, int Opinions, IReadOnlyList<UnitReview> Units, string? Adoption)
{
    /// <summary>The statistics as a sentence. That there are no opinions is said only when every unit has answered.</summary>
    public string AdoptionText => Adoption is { } line ? line + "。" : Opinions == 0 && Units.All(unit => unit.At is not null) ? "本轮没有需要汇总的意见。" : "意见尚未汇总。";
}

public sealed record UnitReview(string Unit, string Result, int Opinions, string? Signer, DateTimeOffset? At);

/// <summary>Who took the file out and when; stands across every page.</summary>
public sealed record ExportMark(string Person, string? Unit, DateTimeOffset At)
{
    public string Text => $"{Person}　{(Unit is null ? "" : Unit + "　")}{PrintedTime.Minute(At)}";
}

/// <summary>Moments on paper, in Asia/Shanghai.</summary>
public static class PrintedTime
{
    public static string Minute(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As documents write dates: 2020年8月5日.</summary>
    public static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(Local(at)));

    public static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, WorkingCalendar.National.Zone).DateTime;
}
