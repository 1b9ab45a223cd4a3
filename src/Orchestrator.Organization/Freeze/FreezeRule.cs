using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Freeze;

/// <summary>What the campaign decided about freezes.</summary>
/// <param name="AllowTitleAppointments">职称岗位聘任 goes on in spite of a freeze. Default: no.</param>
public sealed record FreezeParameters(bool AllowTitleAppointments = false);

/// <summary>Somebody wants to do something in a unit on a day.</summary>
/// <param name="ReferenceNo">Number of the 转隶通知, or of the approval of a correction.</param>
public sealed record FreezeAttempt(string OrganId, string OrganName, FreezeEvent What, DateOnly Day, string? ReferenceNo = null, string Path = "");

/// <summary>Q-10: nothing moves in a frozen unit except what domain/04 §4.6 lists. The caller writes each blocked attempt into the audit log.</summary>
public static class FreezeRule
{
    public static Finding? Check(IEnumerable<FreezeRecord> freezes, FreezeAttempt attempt, FreezeParameters parameters)
    {
        if (IsAllowed(attempt, parameters) || freezes.FirstOrDefault(freeze => freeze.Covers(attempt.OrganId, attempt.Day)) is not { } freeze)
        {
            return null;
        }

        var place = $"{attempt.OrganName}自{freeze.Start:yyyy-MM-dd}起锁定编制、冻结人事关系（{freeze.NoticeNo}）";
        return Finding.Block("Q-10", attempt.Path, attempt.What switch
        {
            FreezeEvent.TransferNotice => $"{place}，划转须有转隶通知文号。",
            FreezeEvent.Correction => $"{place}，补录更正须有批准文号。",
            _ => $"{place}，{attempt.Day:yyyy-MM-dd}不能办理“{attempt.What.Label()}”。",
        });
    }

    private static bool IsAllowed(FreezeAttempt attempt, FreezeParameters parameters) => attempt.What switch
    {
        FreezeEvent.Retirement or FreezeEvent.Death or FreezeEvent.Discipline or FreezeEvent.JudicialMeasure => true,
        FreezeEvent.TransferNotice or FreezeEvent.Correction => !string.IsNullOrWhiteSpace(attempt.ReferenceNo),
        FreezeEvent.TitleAppointment => parameters.AllowTitleAppointments,
        _ => false,
    };
}
