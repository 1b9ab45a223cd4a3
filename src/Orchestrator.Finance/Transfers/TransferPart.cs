using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.Finance.Transfers;

/// <summary>财政's part in a transfer: the money of the people for the rest of the year is held, moved or given back.</summary>
internal sealed class TransferPart(FinanceDb db, FinanceParameters parameters) : IMessageHandler<ReserveFunds>, IMessageHandler<ConfirmFunds>, IMessageHandler<ReleaseFunds>
{
    public string Name => "finance-transfer";

    public async Task<Refusal?> Handle(ReserveFunds message, UnitOfWork work) =>
        Answer(message.About, TransferStep.Reserve, work, await new HoldBook(db, work).Reserve(message.About.CaseId, new { message.On, message.People }, () => Reserve(message, work)));

    public async Task<Refusal?> Handle(ConfirmFunds message, UnitOfWork work) =>
        Answer(message.About, TransferStep.Confirm, work, await new HoldBook(db, work).Confirm(message.About.CaseId, () => Confirm(message, work)));

    public async Task<Refusal?> Handle(ReleaseFunds message, UnitOfWork work) =>
        Answer(message.About, TransferStep.Release, work, await new HoldBook(db, work).Release(message.About.CaseId, () => Release(message.About.CaseId, work)));

    private async Task<IReadOnlyList<Finding>> Reserve(ReserveFunds message, UnitOfWork work)
    {
        var (id, on) = (message.About.CaseId, message.On);
        var lines = await Lines(message.People.SelectMany(person => new[] { person.FromUnitId, person.ToUnitId }), on.Year, work);
        string[] keys = [.. message.People.Select(person => $"{person.Person}")];
        var paid = await db.Payroll.Where(row => row.LastMonth == null && keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, work.Cancellation);
        var held = await db.Reservations.Where(row => row.State == HoldState.Held && keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, row => row.TransferId, work.Cancellation);
        var names = message.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        FundedRow[] rows = [.. message.People.Select((person, at) => new FundedRow(
            at, keys[at], person.FromUnitId, person.ToUnitId, person.Funding, paid.GetValueOrDefault(keys[at]), held.GetValueOrDefault(keys[at])))];
        var found = FundingRules.Check(rows, on, lines, unit => names.GetValueOrDefault(unit, unit), parameters);
        if (found.Any(finding => finding.Severity == Severity.Block))
        {
            return found;
        }

        foreach (var row in rows.Where(row => row.Now is not null))
        {
            var move = FundedMove.Of(row.Now!, on, parameters);
            lines[row.FromUnitId].Reserved += move.Amount;
            db.Reservations.Add(new()
            {
                TransferId = id, PersonKey = row.PersonKey, FromUnitId = row.FromUnitId, ToUnitId = row.ToUnitId, Year = on.Year, LastMonth = move.Last, Months = move.Months, Amount = move.Amount,
                State = HoldState.Held,
            });
        }

        return found;
    }

    private async Task Confirm(ConfirmFunds message, UnitOfWork work)
    {
        var (id, rows, lines) = await Held(message.About.CaseId, work);
        string[] keys = [.. rows.Select(row => row.PersonKey)];
        var paid = await db.Payroll.Where(row => row.LastMonth == null && keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, work.Cancellation);
        foreach (var row in rows)
        {
            var (from, to, before) = (lines[row.FromUnitId], lines[row.ToUnitId], paid[row.PersonKey]);
            (from.Reserved, from.Moved, to.Moved, row.State) = (from.Reserved - row.Amount, from.Moved - row.Amount, to.Moved + row.Amount, HoldState.Confirmed);
            before.LastMonth = row.LastMonth;
        }

        // The month ends before the next begins: the open row of a person is unique.
        await db.SaveChangesAsync(work.Cancellation);
        db.Payroll.AddRange(rows.Select(row => new PaidPerson
        {
            Id = $"{id}:{row.PersonKey}", PersonKey = row.PersonKey, UnitId = row.ToUnitId, Funding = paid[row.PersonKey].Funding, Monthly = paid[row.PersonKey].Monthly, FirstMonth = row.LastMonth.Next, TransferId = id,
        }));
        db.Entries.AddRange(rows.GroupBy(row => (row.FromUnitId, row.ToUnitId, row.Year)).Select(group => new BudgetEntry
        {
            TransferId = id, FromUnitId = group.Key.FromUnitId, ToUnitId = group.Key.ToUnitId, Year = group.Key.Year, Amount = group.Sum(row => row.Amount), People = group.Count(),
            NoticeNo = message.NoticeNo, At = work.Now,
        }));
    }

    private async Task Release(string transferId, UnitOfWork work)
    {
        var (_, rows, lines) = await Held(transferId, work);
        foreach (var row in rows)
        {
            lines[row.FromUnitId].Reserved -= row.Amount;
            row.State = HoldState.Released;
        }
    }

    private async Task<(string Id, List<FundReservation> Rows, IReadOnlyDictionary<string, BudgetLine> Lines)> Held(string id, UnitOfWork work)
    {
        var rows = await db.Reservations.Where(row => row.TransferId == id && row.State == HoldState.Held).ToListAsync(work.Cancellation);
        return (id, rows, await Lines(rows.SelectMany(row => new[] { row.FromUnitId, row.ToUnitId }), rows.Count > 0 ? rows[0].Year : 0, work));
    }

    // Two transfers of one unit come one after the other: the update waits for the other's commit, and always in the same order.
    private async Task<IReadOnlyDictionary<string, BudgetLine>> Lines(IEnumerable<string> units, int year, UnitOfWork work)
    {
        string[] ids = [.. units.Distinct().Order(StringComparer.Ordinal)];
        foreach (var unit in ids)
        {
            await db.Lines.Where(line => line.UnitId == unit && line.Year == year).ExecuteUpdateAsync(set => set.SetProperty(line => line.Reserved, line => line.Reserved), work.Cancellation);
        }

        return await db.Lines.Where(line => line.Year == year && ids.Contains(line.UnitId)).ToDictionaryAsync(line => line.UnitId, work.Cancellation);
    }

    private static Refusal? Answer(About about, TransferStep step, UnitOfWork work, HoldAnswer answer)
    {
        work.Send(answer.Reply(about, TransferAuthority.Finance, step));
        return null;
    }
}
