#!/usr/bin/env python3
"""Verifies the public record of a draw of experts, or of a sample of volumes, with Python's standard library alone.

    python3 verify_draw.py [--root HEX] RECORD.json …

Written from docs/draw-format.md, whose order the functions follow. --root is the root as it was announced before the dice
were thrown: only who compares it knows that the record was not made up afterwards. The exit status is 0 when every record
holds, 1 when one does not (what failed is printed), 2 when one cannot be read.
"""
import argparse
import hashlib
import hmac
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import combinations

M = 10_000  # what the weights of a table sum to
WHITE = '\t\n\v\f\r \u00a0\u1680' + ''.join(map(chr, range(0x2000, 0x200B))) + '\u2028\u2029\u202f\u205f\u3000\ufeff'
VACANCIES = 'DECLINED NO_ANSWER NOT_REACHED RECUSED RECUSED_LATE UNAVAILABLE WITHDREW YEARLY_CAP LOAD'.split()
FILTERS = ['status', 'specialty', 'recusal', 'yearly-cap', 'availability', 'load']


class Unreadable(Exception):
    """No JSON in UTF-8: nothing can be said of it."""


class Fault(Exception):
    """What does not hold."""


def holds(condition, fault):
    if not condition:
        raise Fault(fault)


def same(field, recorded, computed):
    """What the record says must be what follows from the rest of it; names the first place where it is not."""
    if recorded == computed:
        return
    if isinstance(recorded, dict) and isinstance(computed, dict) and recorded.keys() == computed.keys():
        for name in recorded:
            same(f'{field}.{name}', recorded[name], computed[name])
    if isinstance(recorded, list) and isinstance(computed, list) and len(recorded) == len(computed):
        for index, (one, other) in enumerate(zip(recorded, computed)):
            same(f'{field}[{index}]', one, other)
    raise Fault(f'{field}: the record says {brief(recorded)}, but it follows {brief(computed)}')


def brief(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:200] + '…'


# ---- Canonical JSON and the form of a record ---------------------------------------------------------------------------


def canonical(value):
    """RFC 8785, whose order of names is that of their UTF-16 code units; all numbers here are integers."""

    def ordered(value):
        if isinstance(value, dict):
            return {name: ordered(value[name]) for name in sorted(value, key=lambda name: name.encode('utf-16-be'))}
        return [ordered(inner) for inner in value] if isinstance(value, list) else value

    return json.dumps(ordered(value), separators=(',', ':'), ensure_ascii=False)


def parse(data):
    def no_number(text):
        raise ValueError(f'{text} is no JSON')

    try:
        text = data.decode('utf-8')
        return text, json.loads(text, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f'no JSON in UTF-8: {error}') from error


def integer(least, most=2**53 - 1):
    return lambda x: type(x) is int and least <= x <= most


def matching(pattern):
    return lambda x: isinstance(x, str) and re.fullmatch(pattern, x) is not None


def one_of(*values):
    return lambda x: isinstance(x, str) and x in values


def time_as(pattern, length):
    """An existing day or time in the one way of writing it."""

    def exists(x):
        try:
            plain = isinstance(x, str) and x.isascii() and len(x) == length and x[0] != '0'
            return plain and bool(datetime.strptime(x, pattern))
        except ValueError:
            return False

    return exists


def numbers(least, *most):
    return lambda x: isinstance(x, dict) and all(map(integer(least, *most), x.values()))


def by_kind(**forms):
    """An object whose `kind` says which of the forms it has."""
    kinds = {kind.replace('_', '-'): {'kind': TEXT, **form} for kind, form in forms.items()}
    unknown = {'kind': one_of(*kinds)}
    return lambda x, at: conform(x, kinds.get(x.get('kind'), unknown) if isinstance(x, dict) else unknown, at)


def limit(**more):
    return by_kind(employer=more, seats=more, max={'tag': TEXT, **more}, min={'tag': TEXT, **more})


def some(form):
    """A list of at least one."""
    return lambda x, at: conform(x, [form], at) or holds(x, f'{at}: must not be empty')


def TEXT(x):
    return isinstance(x, str) and x.strip(WHITE) != ''


def SORTED_TEXTS(x):
    return isinstance(x, list) and all(map(TEXT, x)) and x == sorted(set(x), key=str.encode)


COUNT = integer(0)
HEX32 = matching('[0-9a-f]{64}')
DAY = time_as('%Y-%m-%d', 10)
TIME = time_as('%Y-%m-%dT%H:%M:%S.%fZ', 24)
DICE = {'count': integer(20)}
CONSTRAINTS = {
    'perEmployer': integer(1),
    'quotas': [{'max': COUNT, 'min': COUNT, 'tag': TEXT}],
    'seats': COUNT,
}
LIMIT = limit()
CHANCES = [{'chance': TEXT, 'id': HEX32}]
COMMON = {
    'committedAt': TIME,
    'digest': HEX32,
    'enteredAt': TIME,
    'format': TEXT,
    'randomness': {'kind': TEXT, 'value': TEXT},
    'root': HEX32,
    'secret': HEX32,
}
DRAW = {
    **COMMON,
    'document': {
        'algorithm': one_of('dangyan-draw-1'),
        'candidates': [{'employer': HEX32, 'id': HEX32, 'load': COUNT, 'tags': SORTED_TEXTS}],
        'committedOn': DAY,
        'constraints': CONSTRAINTS,
        'departures': [
            {
                'change': by_kind(
                    narrow_pool={},
                    only={'tags': some(TEXT)},
                    per_employer={'limit': integer(1)},
                    quota={'max': COUNT, 'min': COUNT, 'tag': TEXT},
                    relaxation={'moves': some(limit(**{'from': COUNT, 'to': COUNT}))},
                    size={'size': integer(1)},
                    specialty_group={'group': TEXT},
                ),
                'filters': [{'after': COUNT, 'before': COUNT, 'filter': one_of(*FILTERS)}],
                'highestChance': lambda x: x is None or matching('(0|[1-9][0-9]*)/[1-9][0-9]*')(x),
                'poolAfter': COUNT,
                'poolBefore': COUNT,
                'reason': TEXT,
            }
        ],
        'exclusions': [{'code': matching('[A-Z_]+'), 'filter': one_of(*FILTERS), 'id': HEX32}],
        'kept': [{'employer': HEX32, 'id': HEX32, 'tags': SORTED_TEXTS}],
        'number': integer(1),
        'plan': by_kind(
            tickets={'chances': CHANCES},
            table={'chances': CHANCES, 'rows': some({'types': [COUNT], 'weight': integer(1)})},
        ),
        'secretHash': HEX32,
        'source': by_kind(
            dice=DICE, public_lottery={'count': integer(1), 'date': DAY, 'maximum': integer(1), 'name': TEXT}
        ),
        'steps': [{'byCode': numbers(1), 'filter': one_of(*FILTERS), 'left': COUNT, 'removed': COUNT}],
        'subject': TEXT,
    },
    'members': [HEX32],
    'refills': [
        {
            'event': by_kind(vacancy={'code': one_of(*VACANCIES), 'id': HEX32}, relaxation={'constraints': CONSTRAINTS}),
            'filled': [{'feasible': integer(1), 'id': HEX32, 'passedOver': [{'id': HEX32, 'limits': [LIMIT]}]}],
            'vacant': COUNT,
        }
    ],
    'result': {'alternates': [HEX32], 'drawn': [HEX32]},
}
SAMPLE = {
    **COMMON,
    'additions': [{'count': integer(1), 'on': DAY, 'stratum': TEXT}],
    'document': {
        'algorithm': one_of('dangyan-sample-1'),
        'catalogueSha256': HEX32,
        'classified': numbers(0, 1_000_000),
        'named': SORTED_TEXTS,
        'number': integer(1),
        'rule': {
            'atLeast': integer(1),
            'drawings': lambda x, at: x is None or conform(x, {'percent': integer(1, 100), 'stratum': TEXT}, at),
            'percent': integer(0, 100),
            'strata': some({'code': TEXT, 'floor': COUNT}),
        },
        'secretHash': HEX32,
        'sitting': DAY,
        'source': by_kind(dice=DICE),
        'strata': [{'N': COUNT, 'n': COUNT, 'stratum': TEXT}],
        'subject': TEXT,
        'volumes': [{'code': TEXT, 'drawings': COUNT, 'stratum': TEXT}],
    },
    'items': [{'id': TEXT, 'stratum': TEXT, 'via': one_of('drawn', 'addition', 'named')}],
}
FORMS = {'dangyan-draw-bundle-1': DRAW, 'dangyan-sample-bundle-1': SAMPLE}


def conform(value, form, at):
    """Every object has exactly the members of its form; a test answers False, or raises a Fault of its own."""
    if isinstance(form, dict):
        holds(isinstance(value, dict), f'{at}: must be an object')
        for name in sorted(form.keys() ^ value.keys()):
            raise Fault(f'{at}.{name}: ' + ('is missing' if name in form else 'is no member of a record'))
        for name, inner in form.items():
            conform(value[name], inner, f'{at}.{name}')
    elif isinstance(form, list):
        holds(isinstance(value, list), f'{at}: must be a list')
        for index, inner in enumerate(value):
            conform(inner, form[0], f'{at}[{index}]')
    elif form.__code__.co_argcount == 2:
        form(value, at)
    elif not form(value):
        raise Fault(f'{at}: {brief(value)} is not allowed')


# ---- Seal, root, secret, randomness ------------------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def check_seal(text, record):
    holds(canonical(record) == text, 'the record: not in canonical JSON (RFC 8785)')
    holds(unicodedata.is_normalized('NFC', text), 'the record: its text is not in Unicode NFC')
    unsealed = {name: value for name, value in record.items() if name != 'digest'}
    same('digest', record['digest'], sha256(canonical(unsealed).encode()).hex())


def merkle(leaves):
    """RFC 9162 §2.1.1."""
    if len(leaves) <= 1:
        return sha256(b'\0' + leaves[0] if leaves else b'')
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b'\1' + merkle(leaves[:split]) + merkle(leaves[split:]))


def check_root(record, lists, announced):
    document = record['document']
    leaves = [{name: value for name, value in document.items() if name not in lists}]
    leaves += [{singular: entry} for name, singular in lists.items() for entry in document[name]]
    same('root', record['root'], merkle([canonical(leaf).encode() for leaf in leaves]).hex())
    if announced is not None:
        same('the announced root', announced, record['root'])
    same('document.secretHash', document['secretHash'], sha256(bytes.fromhex(record['secret'])).hex())


def instant(text):
    return datetime.strptime(text, '%Y-%m-%dT%H:%M:%S.%fZ')


def day(text):
    """The day of an instant in Asia/Shanghai."""
    return (instant(text) + timedelta(hours=8)).strftime('%Y-%m-%d')


def check_randomness(record):
    source, value = record['document']['source'], record['randomness']['value']
    same('randomness.kind', record['randomness']['kind'], source['kind'])
    holds(instant(record['committedAt']) < instant(record['enteredAt']), 'enteredAt: not after committedAt')
    if source['kind'] == 'dice':
        holds(re.fullmatch('[0-9]+', value), 'randomness.value: not the digits of dice')
        holds(len(value) >= source['count'], f'randomness.value: {len(value)} dice, fewer than {source["count"]}')
    else:
        holds(re.fullmatch(r'([1-9][0-9]*\.)+', value), 'randomness.value: not numbers, each followed by a dot')
        numbers = [int(number) for number in value.split('.')[:-1]]
        same('randomness.value: how many numbers', len(numbers), source['count'])
        holds(max(numbers) <= source['maximum'], f'randomness.value: a number above {source["maximum"]}')
        holds(
            day(record['committedAt']) < source['date'] <= day(record['enteredAt']),
            f'document.source.date: {source["date"]} is not after the commitment and by the day of the entry',
        )


# ---- Key and tickets ---------------------------------------------------------------------------------------------------


class Key:
    """PRK of RFC 5869, and what is expanded from it."""

    def __init__(self, record):
        secret, material = bytes.fromhex(record['secret']), bytes.fromhex(record['root'])
        self.prk = hmac.new(secret, material + record['randomness']['value'].encode(), hashlib.sha256).digest()

    def ticket(self, info):
        return hmac.new(self.prk, info.encode() + b'\1', hashlib.sha256).digest()

    def row(self, total):
        """A number below `total`, all equally likely."""
        attempt = 0
        while True:
            value = int.from_bytes(self.ticket(f'row/{attempt}'), 'big')
            if value < 2**256 - 2**256 % total:
                return value % total
            attempt += 1


# ---- Panels ------------------------------------------------------------------------------------------------------------


def most_of_one(people):
    """The largest number of people who share an employer."""
    return max(Counter(person['employer'] for person in people).values(), default=0)


class Constraints:
    """At most `cap` of an employer among `seats` people, of whom each quota counts from `min` to `max`."""

    def __init__(self, stated):
        self.seats, self.cap, self.quotas = stated['seats'], stated['perEmployer'], stated['quotas']
        tags = [quota['tag'] for quota in self.quotas]
        holds(len(set(tags)) == len(tags), 'constraints.quotas: a tag twice')
        holds(all(quota['min'] <= quota['max'] for quota in self.quotas), 'constraints.quotas: a min above its max')

    def carries(self, person):
        """For each quota 1 when the person counts for it, else 0."""
        return tuple(int(quota['tag'] in person['tags']) for quota in self.quotas)

    def counts(self, people):
        return tuple(map(sum, zip(*map(self.carries, people)))) or (0,) * len(self.quotas)

    def within(self, counts):
        return all(n <= quota['max'] for n, quota in zip(counts, self.quotas))

    def enough(self, counts):
        return all(quota['min'] <= n for n, quota in zip(counts, self.quotas))

    def looks(self, members, pool):
        """The look of each employer in the pool: None when it binds nobody, else what it may send and whom it has."""
        sent, has = Counter(person['employer'] for person in members), defaultdict(Counter)
        for person in pool:
            has[person['employer']][self.carries(person)] += 1
        looks = {}
        for employer, people in has.items():
            left = max(0, self.cap - sent[employer])
            binds = sum(people.values()) > left
            looks[employer] = (left, tuple(sorted(people.items()))) if binds else None
        return looks

    def completable(self, members, pool):
        """Whether people of the pool can fill the seats: by what all choices from the types seen so far can sum to.

        Whoever's employers look alike are one group: any choice from it that takes no more people than a type has, and no
        more in all than its employers may send, can be spread evenly over those employers.
        """
        need, start = self.seats - len(members), self.counts(members)
        if not 0 <= need <= len(pool) or not self.within(start) or most_of_one(members) > self.cap:
            return False
        looks, groups, employers = self.looks(members, pool), defaultdict(Counter), Counter()
        for look in looks.values():
            employers[look] += 1
        for person in pool:
            groups[looks[person['employer']]][self.carries(person)] += 1
        sums = {(0,) + start}
        for look in sorted(groups, key=lambda look: -sum(groups[look].values())):
            most = need if look is None else min(need, employers[look] * look[0])
            reached = {(total, 0) for total in sums}
            for carried, people in groups[look].items():
                reached = {
                    ((total[0] + k,) + added, used + k)
                    for total, used in reached
                    for k in range(min(people, most - used, need - total[0]) + 1)
                    for added in [tuple(n + k * c for n, c in zip(total[1:], carried))]
                    if self.within(added)
                }
            sums = {total for total, _ in reached}
            if any(total[0] == need and self.enough(total[1:]) for total in sums):
                return True
        return need == 0 and self.enough(start)

    def fitting(self, members, order, wanted=lambda person: True):
        """The wanted of the order, in its order, with any of whom the panel stays completable from the others."""
        looks, sent, known = self.looks(members, order), Counter(person['employer'] for person in members), {}

        def fits(person):
            if sent[person['employer']] >= self.cap:
                return False
            kind = (looks[person['employer']], self.carries(person))
            if kind not in known:
                known[kind] = self.completable(members + [person], [other for other in order if other is not person])
            return known[kind]

        return (person for person in order if wanted(person) and fits(person))


def distinct(field, names):
    ordered = sorted(names, key=str.encode)
    holds(ordered == names, f'{field}: not sorted by bytes')
    holds(len(set(names)) == len(names), f'{field}: one twice')


def check_pool(document):
    everyone = []
    for name in ['candidates', 'kept', 'exclusions']:
        ids = [entry['id'] for entry in document[name]]
        distinct(f'document.{name}', ids)
        everyone += ids
    holds(len(set(everyone)) == len(everyone), 'document: one person in two lists')
    left = len(document['candidates']) + len(document['exclusions'])
    same('document.steps', [step['filter'] for step in document['steps']], FILTERS)
    for step in document['steps']:
        codes = Counter(entry['code'] for entry in document['exclusions'] if entry['filter'] == step['filter'])
        removed = sum(codes.values())
        left -= removed
        same(f'document.steps.{step["filter"]}', step, dict(step, byCode=dict(codes), left=left, removed=removed))


def quotient(chance):
    return f'{chance.numerator}/{chance.denominator}'


def check_chances(document, chances):
    same('document.plan.chances', [entry['id'] for entry in document['plan']['chances']], list(chances))
    for entry in document['plan']['chances']:
        same(f'document.plan.chances: {entry["id"]}', entry['chance'], quotient(chances[entry['id']]))


# ---- Draw by tickets ---------------------------------------------------------------------------------------------------


def ticket_chances(constraints, kept, candidates):
    people = kept + candidates
    holds(all(sum(constraints.carries(p)) <= 1 for p in people), 'document.plan: tickets, but somebody is in two strata')
    holds(most_of_one(people) <= constraints.cap, 'document.plan: tickets, but an employer has too many people')
    size = Counter(constraints.carries(person) for person in candidates)
    have, need = Counter(constraints.carries(person) for person in kept), constraints.seats - len(kept)
    bounds = {constraints.carries({'tags': []}): (0, size[constraints.carries({'tags': []})])}
    for quota in constraints.quotas:
        stratum = constraints.carries({'tags': [quota['tag']]})
        bounds[stratum] = (max(0, quota['min'] - have[stratum]), min(size[stratum], quota['max'] - have[stratum]))
    least, most = (sum(bound[side] for bound in bounds.values()) for side in (0, 1))
    chances = {}
    for stratum, (low, high) in bounds.items():
        fewest, greatest = max(low, need - (most - high)), min(high, need - (least - low))
        holds(fewest == greatest, 'document.plan: tickets, but the limits leave the seats of a stratum open')
        chances[stratum] = Fraction(greatest, size[stratum]) if size[stratum] else None
    return {person['id']: chances[constraints.carries(person)] for person in candidates}


def draw_by_tickets(constraints, kept, order):
    members, rest = list(kept), list(order)

    def add(*wanted):
        person = next(constraints.fitting(members, rest, *wanted), None)
        holds(person is not None, 'result: nobody leaves the panel completable')
        members.append(person)
        rest.remove(person)

    for index, quota in enumerate(constraints.quotas):
        while constraints.counts(members)[index] < quota['min']:
            add(lambda person: constraints.carries(person)[index])
    while len(members) < constraints.seats:
        add()
    return members[len(kept) :], rest


# ---- Draw by table -----------------------------------------------------------------------------------------------------


class Types:
    """The types of the candidates, numbered from 0 by the smallest id of their people."""

    def __init__(self, constraints, kept, candidates):
        self.look = constraints.looks(kept, candidates)
        self.left = {employer: look[0] for employer, look in self.look.items() if look}
        self.of, self.kinds, self.size = {}, [], Counter()
        for person in candidates:
            kind = (self.look[person['employer']], constraints.carries(person))
            if kind not in self.kinds:
                self.kinds.append(kind)
            self.of[person['id']] = self.kinds.index(kind)
            self.size[self.of[person['id']]] += 1


def check_rows(constraints, kept, types, rows):
    start, employers = constraints.counts(kept), Counter(types.look.values())
    for index, row in enumerate(rows):
        at, chosen = f'document.plan.rows[{index}]', Counter(row['types'])
        holds(row['types'] == sorted(row['types']), f'{at}: types not ascending')
        holds(all(kind < len(types.kinds) for kind in chosen), f'{at}: a type that nobody is of')
        holds(all(n <= types.size[kind] for kind, n in chosen.items()), f'{at}: more members of a type than people')
        same(f'{at}: members', len(row['types']) + len(kept), constraints.seats)
        sent, counts = Counter(), start
        for kind, n in chosen.items():
            look, carried = types.kinds[kind]
            sent[look] += n
            counts = tuple(have + n * c for have, c in zip(counts, carried))
        for look, n in sent.items():
            holds(look is None or n <= employers[look] * look[0], f'{at}: more members than their employers may send')
        holds(constraints.within(counts) and constraints.enough(counts), f'{at}: a quota does not hold')
    same('document.plan.rows: the sum of all weights', sum(row['weight'] for row in rows), M)


def table_chances(types, rows):
    weights = Counter()
    for row in rows:
        for kind in row['types']:
            weights[kind] += row['weight']
    return {person: Fraction(weights[kind], M * types.size[kind]) for person, kind in types.of.items()}


def fillable(types, wanted, drawn, rest):
    """Whether employers can send the wanted besides the drawn: there is room for any set of types (Hall's condition)."""
    sent, has = Counter(person['employer'] for person in drawn), defaultdict(Counter)
    room = {employer: left - sent[employer] for employer, left in types.left.items()}
    if min(room.values(), default=0) < 0:
        return False
    bound = [kind for kind in wanted if types.kinds[kind][0]]
    for person in rest:
        if types.of[person['id']] in bound and person not in drawn:
            has[person['employer']][types.of[person['id']]] += 1
    return all(
        sum(wanted[kind] for kind in some)
        <= sum(min(room[employer], sum(people[kind] for kind in some)) for employer, people in has.items())
        for size in range(1, len(bound) + 1)
        for some in combinations(bound, size)
    )


def draw_by_table(types, rows, key, order):
    value, above = key.row(M), 0
    for row in rows:
        above += row['weight']
        if above > value:
            break
    drawn, rest = [], list(order)
    for place, kind in enumerate(row['types']):
        wanted = Counter(row['types'][place + 1 :])
        of_kind = (person for person in rest if types.of[person['id']] == kind)
        person = next((p for p in of_kind if fillable(types, wanted, drawn + [p], rest)), None)
        holds(person is not None, 'result: the row cannot be filled')
        drawn.append(person)
        rest.remove(person)
    return drawn, rest


# ---- Refills -----------------------------------------------------------------------------------------------------------


def ids(people):
    return [person['id'] for person in people]


def broken(constraints, panel):
    """The limits that a panel breaks, but for its size."""
    limits = []
    for quota, n in zip(constraints.quotas, constraints.counts(panel)):
        limits += [{'kind': 'min', 'tag': quota['tag']}] if n < quota['min'] else []
        limits += [{'kind': 'max', 'tag': quota['tag']}] if n > quota['max'] else []
    return limits + ([{'kind': 'employer'}] if most_of_one(panel) > constraints.cap else [])


def against(constraints, panel):
    """What stands in the way of a panel that cannot be completed: too many of something, else too few, else its seats."""
    limits = broken(constraints, panel)
    too_many = [limit for limit in limits if limit['kind'] != 'min']
    return too_many or limits or [{'kind': 'seats'}]


def check_refills(record, constraints, members, rest):
    counted = [quota['tag'] for quota in constraints.quotas]
    for index, refill in enumerate(record['refills']):
        at, event = f'refills[{index}]', refill['event']
        if event['kind'] == 'vacancy':
            holds(event['id'] in ids(members), f'{at}.event.id: is no member')
            members = [person for person in members if person['id'] != event['id']]
        else:
            constraints = Constraints(event['constraints'])
            others = [quota for quota in constraints.quotas if quota['tag'] not in counted]
            holds(not others, f'{at}.event.constraints: a tag that the draw did not count')
        filled = []
        while len(members) < constraints.seats:
            fitting = list(constraints.fitting(members, rest))
            if not fitting:
                break
            passed = [
                {'id': person['id'], 'limits': against(constraints, members + [person])}
                for person in rest[: rest.index(fitting[0])]
            ]
            filled.append({'feasible': len(fitting), 'id': fitting[0]['id'], 'passedOver': passed})
            members, rest = members + fitting[:1], [person for person in rest if person is not fitting[0]]
        vacant = constraints.seats - len(members)
        holds(vacant >= 0, f'{at}: more members than seats')
        same(at, refill, {'event': event, 'filled': filled, 'vacant': vacant})
    same('members', record['members'], ids(members))


def check_draw(record, announced):
    document = record['document']
    check_root(record, {'candidates': 'candidate', 'kept': 'kept', 'exclusions': 'exclusion'}, announced)
    same('document.committedOn', document['committedOn'], day(record['committedAt']))
    check_randomness(record)
    check_pool(document)
    constraints, kept, candidates = Constraints(document['constraints']), document['kept'], document['candidates']
    holds(constraints.seats > len(kept), 'document.constraints.seats: no seat to be drawn')
    for quota in constraints.quotas:
        holds(quota['min'] <= constraints.seats, 'document.constraints.quotas: a min above all seats')
    holds(constraints.completable(kept, candidates), 'document.constraints: no panel can meet them')
    key = Key(record)
    order = sorted(candidates, key=lambda person: key.ticket(person['id']))
    if document['plan']['kind'] == 'tickets':
        check_chances(document, ticket_chances(constraints, kept, candidates))
        drawn, rest = draw_by_tickets(constraints, kept, order)
    else:
        types = Types(constraints, kept, candidates)
        check_rows(constraints, kept, types, document['plan']['rows'])
        check_chances(document, table_chances(types, document['plan']['rows']))
        drawn, rest = draw_by_table(types, document['plan']['rows'], key, order)
    same('result', record['result'], {'alternates': ids(rest), 'drawn': ids(drawn)})
    limits = broken(constraints, kept + drawn)
    holds(not limits, f'result: the panel breaks {brief(limits)}')
    check_refills(record, constraints, kept + drawn, rest)


# ---- Sample ------------------------------------------------------------------------------------------------------------


def sizes(rule, population):
    """How many items of each stratum are drawn, drawings apart."""
    all_items = sum(population.values())
    share = -(-all_items * rule['percent'] // 100)
    total = min(all_items, max(rule['atLeast'], share, sum(stratum['floor'] for stratum in rule['strata'])))
    floors = {stratum['code']: min(stratum['floor'], population[stratum['code']]) for stratum in rule['strata']}
    over = {code: population[code] - floor for code, floor in floors.items()}
    to_share, whole = total - sum(floors.values()), sum(over.values())
    result = {code: floor + to_share * over[code] // (whole or 1) for code, floor in floors.items()}
    by_remainder = sorted(over, key=lambda code: -(to_share * over[code] % (whole or 1)))
    for code in by_remainder[: total - sum(result.values())]:
        result[code] += 1
    return result


def check_sample(record, announced):
    document = record['document']
    check_root(record, {'volumes': 'volume'}, announced)
    check_randomness(record)
    for time in ('committedAt', 'enteredAt'):
        same(f'{time}: its day', day(record[time]), document['sitting'])
    codes = [volume['code'] for volume in document['volumes']]
    distinct('document.volumes', codes)
    rule, strata = document['rule'], {}
    for stratum in rule['strata']:
        holds(stratum['code'] not in strata, f'document.rule.strata: {stratum["code"]} twice')
        strata[stratum['code']] = {}
    for volume in document['volumes']:
        holds(volume['stratum'] in strata, f'document.volumes: {volume["code"]} is of no stratum of the rule')
        strata[volume['stratum']][volume['code']] = volume['drawings']
    for code, ordinals in document['classified'].items():
        holds(code in strata, f'document.classified: {code} is no stratum of the rule')
        ordinal_items = {f'classified/{code}/{k}': 0 for k in range(1, ordinals + 1)}
        holds(ordinal_items.keys().isdisjoint(codes), 'document.volumes: the code of a classified one')
        strata[code].update(ordinal_items)
    size = sizes(rule, {code: len(items) for code, items in strata.items()})
    planned = [{'N': len(items), 'n': size[code], 'stratum': code} for code, items in strata.items()]
    same('document.strata', document['strata'], planned)

    key, listed = Key(record), {}
    order = {code: sorted(items, key=key.ticket) for code, items in strata.items()}

    def take(code, count, via):
        for item in [item for item in order[code] if item not in listed][:count]:
            listed[item] = {'id': item, 'stratum': code, 'via': via}

    for code, items in strata.items():
        count = size[code]
        if rule['drawings'] and rule['drawings']['stratum'] == code:
            wanted = sum(items.values()) * rule['drawings']['percent']
            while sum(items[item] for item in order[code][:count]) * 100 < wanted:
                count += 1
        take(code, count, 'drawn')
    for index, addition in enumerate(record['additions']):
        same(f'additions[{index}].on', addition['on'], document['sitting'])
        holds(addition['stratum'] in strata, f'additions[{index}].stratum: is no stratum of the rule')
        take(addition['stratum'], addition['count'], 'addition')
    for item in document['named']:
        code = next((code for code, items in strata.items() if item in items), None)
        holds(code is not None, f'document.named: {item} is not in the catalogue')
        listed.setdefault(item, {'id': item, 'stratum': code, 'via': 'named'})
    same('items', record['items'], list(listed.values()))


CHECKS = {'dangyan-draw-bundle-1': check_draw, 'dangyan-sample-bundle-1': check_sample}


# ---- The command -------------------------------------------------------------------------------------------------------


def verify(data, announced=None):
    """Raises Unreadable, or a Fault that says what does not hold; returns the record, which holds."""
    text, record = parse(data)
    kind = record.get('format') if isinstance(record, dict) else None
    holds(one_of(*FORMS)(kind), 'the record: its format is none of ' + ', '.join(FORMS))
    try:
        conform(record, FORMS[kind], 'the record')
        check_seal(text, record)
        CHECKS[kind](record, announced)
    except (ValueError, OverflowError, RecursionError) as error:  # e.g. a text that UTF-8 cannot write
        raise Fault(f'the record: {error}') from error
    return record


def main():
    options = argparse.ArgumentParser(description='Verifies the public records of draws and samples.')
    options.add_argument('--root', help='the root as announced before the dice were thrown')
    options.add_argument('records', nargs='+', metavar='RECORD.json')
    given = options.parse_args()
    sys.stdout.reconfigure(errors='backslashreplace')
    status = 0
    for path in given.records:
        try:
            with open(path, 'rb') as file:
                record = verify(file.read(), given.root and given.root.strip().lower())
            print(f'{path}: holds. Number {record["document"]["number"]}, root {record["root"]}')
        except Fault as fault:
            status = max(status, 1)
            print(f'{path}: DOES NOT HOLD: {fault}')
        except (OSError, Unreadable) as error:
            status = 2
            print(f'{path}: cannot be read: {error}')
    return status


if __name__ == '__main__':
    sys.exit(main())
