"""Solves one pool with sortition-algorithms and prints what came of it as JSON: sortition.py POOLS.json NAME maximin|leximin

The time is that of the solve alone; the interpreter, the imports and the reading of the pool are not in it.
"""
import json
import resource
import sys
import time

import highspy  # noqa: F401: imported lazily otherwise, inside the time
from sortition_algorithms.committee_generation.leximin import find_distribution_leximin
from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people
from sortition_algorithms.settings import Settings

path, name, algorithm = sys.argv[1:]
with open(path, encoding='utf-8') as file:
    pool = json.load(file)[name]
seats, quotas, cap = (pool['constraints'][key] for key in ('seats', 'quotas', 'perEmployer'))

# A quota is a feature with two values. At most one of an employer is their rule for one address; at most more is a feature whose
# values are the employers.
rows = [
    {'feature': quota['tag'], 'value': value, 'min': str(low), 'max': str(high)}
    for quota in quotas
    for value, low, high in [
        ('yes', quota['min'], min(quota['max'], seats)),
        ('no', max(0, seats - quota['max']), seats - quota['min']),
    ]
]
if cap > 1:
    employers = sorted({person['employer'] for person in pool['people']})
    rows += [{'feature': 'employer', 'value': employer, 'min': '0', 'max': str(cap)} for employer in employers]
features, _, _ = read_in_features(['feature', 'value', 'min', 'max'], rows)

people_rows = [
    {
        'id': str(at),
        'employer': person['employer'],
        **{quota['tag']: 'yes' if quota['tag'] in person['tags'] else 'no' for quota in quotas},
    }
    for at, person in enumerate(pool['people'])
]
address = ['employer'] if cap == 1 else []
settings = Settings(id_column='id', columns_to_keep=['employer'], check_same_address=cap == 1, check_same_address_columns=address)
people, _ = read_in_people(list(people_rows[0]), people_rows, features, settings)

solve = {'maximin': find_distribution_maximin, 'leximin': find_distribution_leximin}[algorithm]
began, cpu = time.perf_counter(), time.process_time()
panels, shares, _ = solve(features, people, seats, address, 'highspy')
figures = {'seconds': time.perf_counter() - began, 'cpuSeconds': time.process_time() - cpu}

chances = [0.0] * len(people_rows)
for panel, share in zip(panels, shares):
    for member in panel:
        chances[int(member)] += share
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({**figures, 'chances': chances, 'peakMb': peak}))
