using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Terms;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

/// <param name="Units">Who gives to whom, by name.</param>
/// <param name="Quotas">编制数 of all lines.</param>
/// <param name="People">随转人数 of all lines.</param>
public sealed record TransferRow(
    string Id, string Title, [EnumDataType(typeof(TransferStatus))] string Status, DateOnly TakesEffectOn, string Units, int Quotas, int People, DateTimeOffset HoldUntil, DateTimeOffset ChangedAt,
    string ByName, IReadOnlyList<TransferLegView> Legs);

/// <param name="Asks">How often the step was asked.</param>
/// <param name="AskAgainAt">When it is asked again by itself; null when it has answered.</param>
public sealed record TransferLegView(
    [EnumDataType(typeof(TransferAuthority))] string Authority, [EnumDataType(typeof(TransferStep))] string Step, [EnumDataType(typeof(LegState))] string State, int Asks,
    DateTimeOffset? AskAgainAt, DateTimeOffset? AnsweredAt, IReadOnlyList<TransferReason> Reasons);

/// <param name="People">Person keys: who they are tells the register of human resources to those who may know.</param>
public sealed record TransferLineView(
    string FromUnitId, string FromUnitName, string ToUnitId, string ToUnitName, string Type, string Funding, int Count, IReadOnlyList<string> People, string? DutyTransferId, string? DocNo,
    string? ApprovalNo);

public sealed record TransferEventView(int Number, DateTimeOffset At, [EnumDataType(typeof(TransferAuthority))] string? Authority, string Text, string? ByName);

/// <param name="MayConfirm">批准执行: held, and by somebody else than who began it.</param>
public sealed record TransferDocument(
    TransferRow Transfer, string? NoticeNo, string? ReleaseReason, IReadOnlyList<TransferLineView> Lines, IReadOnlyList<TransferEventView> Events, bool MayConfirm, bool MayRelease, bool MayRetry);

public sealed record TransferPage(IReadOnlyList<TransferRow> Items, int Total, int Page, int Size);

/// <summary>Who does what with transfers.</summary>
internal static class TransferRights
{
    public static readonly string[] See = ["BB-JB", "BB-SH", "BB-ZR", "ZB", "ZZ", "CZ", "RS", "LD"];

    /// <summary>提出, 重试, 释放.</summary>
    public static readonly string[] Keep = ["BB-JB", "BB-ZR"];

    /// <summary>批准执行.</summary>
    public const string Approve = "BB-ZR";
}

internal sealed class TransferQueries(OfficeDb db)
{
    public async Task<TransferPage> List(TransferStatus? status, string? text, int page, int size, CancellationToken ct)
    {
        (page, size) = (Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, PageSize.Largest));
        var found = db.Transfers.AsNoTracking();
        found = status is { } wanted ? found.Where(row => row.Status == wanted) : found;
        found = text is null ? found : found.Where(row => row.Title.Contains(text));
        var rows = await found.OrderByDescending(row => row.ChangedAt).ThenBy(row => row.Id).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        string[] ids = [.. rows.Select(row => row.Id)];
        var legs = (await db.TransferLegs.AsNoTracking().Where(leg => ids.Contains(leg.TransferId)).ToListAsync(ct)).ToLookup(leg => leg.TransferId);
        return new([.. rows.Select(row => Row(row, legs[row.Id]))], await found.CountAsync(ct), page, size);
    }

    public async Task<TransferDocument?> Find(string id, Actor actor, CancellationToken ct)
    {
        if (await db.Transfers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } transfer)
        {
            return null;
        }

        var legs = await db.TransferLegs.AsNoTracking().Where(leg => leg.TransferId == id).ToListAsync(ct);
        var events = await db.TransferEvents.AsNoTracking().Where(row => row.TransferId == id).OrderBy(row => row.Number).ToListAsync(ct);
        var lines = TransferRequests.Lines(transfer);
        var names = TransferRequests.Units(transfer).ToDictionary(unit => unit.Id, unit => unit.Name);
        var keeps = actor.HasAny(TransferRights.Keep);
        return new(
            Row(transfer, legs), transfer.NoticeNo, transfer.ReleaseReason,
            [.. lines.Select(line => new TransferLineView(
                line.FromUnitId, names[line.FromUnitId], line.ToUnitId, names[line.ToUnitId], line.Type.Label(), line.Funding.Label(), line.Count, line.People, line.DutyTransferId, line.DocNo, line.ApprovalNo))],
            [.. events.Select(row => new TransferEventView(row.Number, row.At, row.Authority?.ToString(), row.Text, row.ByName))],
            actor.Has(TransferRights.Approve) && transfer.Status == TransferStatus.Held && transfer.ById != actor.Id,
            keeps && transfer.Status is (TransferStatus.Reserving or TransferStatus.Refused or TransferStatus.Held),
            keeps && legs.Any(leg => leg.State != LegState.Done));
    }

    private static TransferRow Row(Transfer row, IEnumerable<TransferLegRow> legs) => new(
        row.Id, row.Title, $"{row.Status}", row.TakesEffectOn, row.Units, row.Quotas, row.People, row.HoldUntil, row.ChangedAt, row.ByName,
        [.. legs.OrderBy(leg => leg.Authority).Select(leg => new TransferLegView(
            $"{leg.Authority}", $"{leg.Step}", $"{leg.State}", leg.Asks, leg.AskAgainAt, leg.AnsweredAt, JsonSerializer.Deserialize<IReadOnlyList<TransferReason>>(leg.Reasons, RuntimeJson.Options)!))]);
}
