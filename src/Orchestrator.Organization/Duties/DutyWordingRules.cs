using System.Text;
using System.Text.RegularExpressions;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Duties;

/// <summary>What the 三定 texts say about duties.</summary>
public static class DutyWordingRules
{
    /// <summary>D-04.</summary>
    public static IEnumerable<Finding> OneLead(DutyFacts facts)
    {
        foreach (var (index, duty) in facts.Duties.Index())
        {
            var leads = duty.Parts.Where(part => part.IsLead).Select(part => facts.OrganName(part.OrganId)).ToList();
            if (leads.Count != 1)
            {
                yield return Finding.Block("D-04", $"duties[{index}].parts", leads.Count == 0
                    ? $"职责“{duty.Text}”没有牵头单位。"
                    : $"职责“{duty.Text}”有{leads.Count}个牵头单位（{string.Join("、", leads)}），只能有一个。");
            }
        }
    }

    /// <summary>D-05: who shares a duty words it alike; spaces, punctuation and width do not count.</summary>
    public static IEnumerable<Finding> SameWording(DutyFacts facts, DutyParameters parameters)
    {
        var severity = facts.Round >= parameters.FinalRound ? Severity.Block : Severity.Warn;
        foreach (var (index, duty) in facts.Duties.Index())
        {
            var lead = duty.Parts.FirstOrDefault(part => part.IsLead) ?? (duty.Parts is [var first, ..] ? first : null);
            string[] others = [.. duty.Parts.Where(part => Normalized(part.Wording) != Normalized(lead!.Wording)).Select(part => facts.OrganName(part.OrganId))];
            if (others.Length > 0)
            {
                yield return new Finding("D-05", severity, $"duties[{index}].parts", $"职责“{duty.Text}”在{string.Join("、", others)}三定规定中的表述与{facts.OrganName(lead!.OrganId)}不一致。");
            }
        }
    }

    /// <summary>D-08.</summary>
    public static IEnumerable<Finding> ClausesPresent(DutyFacts facts, DutyParameters parameters) =>
        from item in facts.Charters.Index()
        from clause in parameters.RequiredClauses
        where !item.Item.ClauseIds.Contains(clause.Id)
        select new Finding("D-08", parameters.MissingClauseBlocks ? Severity.Block : Severity.Warn, $"charters[{item.Index}].clauseIds", $"{item.Item.OrganName}三定规定缺少“{clause.Title}”条款。");

    /// <summary>D-12.</summary>
    public static IEnumerable<Finding> NoInterference(DutyFacts facts, DutyParameters parameters) =>
        from item in facts.Charters.Index()
        let hit = parameters.InterferencePatterns.Select(pattern => Regex.Match(item.Item.Text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))).FirstOrDefault(match => match.Success)
        where hit is not null
        select Finding.Warn("D-12", $"charters[{item.Index}].text", $"{item.Item.OrganName}三定规定中“{hit.Value}”涉嫌干预下级机构设置、编制或者规格。");

    /// <summary>D-13.</summary>
    public static IEnumerable<Finding> SharedDutiesHavePoints(DutyFacts facts) =>
        from item in facts.Duties.Index()
        let duty = item.Item
        where duty.Parts.Any(part => !part.IsLead) && (string.IsNullOrWhiteSpace(duty.DividingPoint) || string.IsNullOrWhiteSpace(duty.JoiningPoint))
        select Finding.Warn("D-13", $"duties[{item.Index}]", $"职责“{duty.Text}”由多家单位承担，缺少{(string.IsNullOrWhiteSpace(duty.DividingPoint) ? "分界点" : "")}{(string.IsNullOrWhiteSpace(duty.DividingPoint) && string.IsNullOrWhiteSpace(duty.JoiningPoint) ? "和" : "")}{(string.IsNullOrWhiteSpace(duty.JoiningPoint) ? "衔接点" : "")}。");

    private static string Normalized(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character) && !char.IsPunctuation(character)));
}
