using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Comparison;

/// <summary>
/// The four-way comparison (M0 to M8) of everybody on E, O or F. The insurance list covers the whole pooling area,
/// so who is on it alone is nobody's concern here.
/// </summary>
public sealed class FourWayComparison
{
    private readonly ComparisonLists lists;

    private readonly IndexedList establishment;

    private readonly IndexedList organization;

    private readonly IndexedList payroll;

    private readonly IndexedList insurance;

    private FourWayComparison(ComparisonLists lists)
    {
        this.lists = lists;
        establishment = new IndexedList(lists.Establishment);
        organization = new IndexedList(lists.Organization);
        payroll = new IndexedList(lists.Payroll);
        insurance = new IndexedList(lists.Insurance);
    }

    public static ComparisonReport Run(ComparisonLists lists) => new FourWayComparison(lists).Report();

    private ComparisonReport Report()
    {
        var keys = lists.Establishment.Concat(lists.Organization).Concat(lists.Payroll).Select(person => person.Person).Distinct();
        return new ComparisonReport([.. keys.Select(Compare)]);
    }

    private PersonCompared Compare(PersonKey person)
    {
        var found = new List<ClassFound>();
        if (establishment.Of(person).FirstOrDefault() is { } registered)
        {
            CompareAbsence(registered, found);
            CompareUnits(registered, found);
            ComparePositions(registered, found);
        }
        else
        {
            CompareUnregistered(person, found);
        }

        CompareIdentities(person, found);
        return new PersonCompared(person, found.Count > 0 ? found : [new ClassFound(ComparisonClass.M0, "四方一致。")]);
    }

    /// <summary>M1, M3, M7 for civil servants, or M8 where the missing person stands there under a number that E does not know.</summary>
    private void CompareAbsence(ListedPerson registered, List<ClassFound> found)
    {
        Missing(payroll, "财政统发", ComparisonClass.M1, "在编而不在财政统发，请核实是否停薪留职或待岗。");
        Missing(insurance, "社保", ComparisonClass.M3, "在编而未参加社会保险。");
        if (registered.Identity?.Group() is IdentityGroup.CivilServant or IdentityGroup.UnderCivilServiceLaw)
        {
            Missing(organization, "公务员库", ComparisonClass.M7, "实名制登记为公务员（参公人员），公务员库中没有登记。");
        }

        void Missing(IndexedList list, string title, ComparisonClass absent, string message)
        {
            if (list.Has(registered.Person))
            {
                return;
            }

            found.Add(list.Namesakes(registered).Any(other => !establishment.Has(other.Person))
                ? new ClassFound(ComparisonClass.M8, $"{title}中{registered.Unit.Name}有同名人员而公民身份号码不同，请核对证件。")
                : new ClassFound(absent, message));
        }
    }

    private void CompareUnits(ListedPerson registered, List<ClassFound> found)
    {
        if (Others(insurance, registered) is { Length: > 0 } employers)
        {
            found.Add(new ClassFound(ComparisonClass.M4, $"编制在{registered.Unit.Name}，社保参保单位为{employers}。"));
        }

        if (Others(payroll, registered) is { Length: > 0 } payers)
        {
            found.Add(new ClassFound(ComparisonClass.M5, $"编制在{registered.Unit.Name}，工资由{payers}发放。"));
        }
    }

    private void ComparePositions(ListedPerson registered, List<ClassFound> found)
    {
        if (registered.Position is { } held
            && organization.Of(registered.Person).FirstOrDefault()?.Position is { } known && known != held)
        {
            found.Add(new ClassFound(ComparisonClass.M7, $"职务职级：公务员库为“{known}”，实名制为“{held}”。"));
        }
    }

    /// <summary>Not in E: paid (M2), or only in the civil servants' list (M7), or there under another number (M8).</summary>
    private void CompareUnregistered(PersonKey person, List<ClassFound> found)
    {
        if ((Misread(payroll, person) ?? Misread(organization, person)) is { } misread)
        {
            found.Add(new ClassFound(ComparisonClass.M8, $"实名制中{misread.Unit.Name}有同名人员而公民身份号码不同，请核对证件。"));
        }
        else if (payroll.Has(person))
        {
            found.Add(new ClassFound(ComparisonClass.M2, "不在编而由财政统发工资，请核实是否超编或吃空饷。"));
        }
        else
        {
            found.Add(new ClassFound(ComparisonClass.M7, "公务员库中有登记，实名制中没有。"));
        }
    }

    private void CompareIdentities(PersonKey person, List<ClassFound> found)
    {
        if (organization.Of(person).FirstOrDefault()?.Identity is { } known
            && insurance.Of(person).FirstOrDefault(other => other.Identity is not null)?.Identity is { } insured && known.Group() != insured.Group())
        {
            found.Add(new ClassFound(
                ComparisonClass.M6, $"人员身份：公务员库为“{Vocabulary.Identities.Of(known)}”，社保为“{Vocabulary.Identities.Of(insured)}”。"));
        }
    }

    /// <summary>The entry of a list whose name E has in the same unit under a number that the list lacks.</summary>
    private ListedPerson? Misread(IndexedList list, PersonKey person) =>
        list.Of(person).FirstOrDefault(listed => establishment.Namesakes(listed).Any(other => !list.Has(other.Person)));

    private static string Others(IndexedList list, ListedPerson registered) => string.Join(
        '、', list.Of(registered.Person).Select(listed => listed.Unit).Where(unit => unit.Id != registered.Unit.Id).Select(unit => unit.Name).Distinct());
}
