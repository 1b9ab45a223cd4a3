using Orchestrator.Finance.Payroll;

namespace Orchestrator.Finance.Transfers;

/// <summary>What moves with one person.</summary>
/// <param name="Last">The last month that the giving unit pays.</param>
/// <param name="Months">Months of the year that the receiving unit pays.</param>
/// <param name="Amount">In 分, what the treasury bears of them.</param>
public sealed record FundedMove(Month Last, int Months, long Amount)
{
    /// <summary>停发月 is the month of the transfer, 起发月 the next: no gap and no double pay. The next year has a budget of its own.</summary>
    public static FundedMove Of(PaidPerson person, DateOnly on, FinanceParameters parameters)
    {
        var last = Month.Of(on);
        return new(last, last.LeftInYear, parameters.Borne(person.Funding, person.Monthly * last.LeftInYear));
    }
}
